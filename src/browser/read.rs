//! From the plain values that `JSON.parse` makes to the protocol's types, as a serde data format (serde.rs "implementing a
//! data format").
//!
//! serde-wasm-bindgen does the same for all that JavaScript has, and says in its errors what was wrong. Here a frame is
//! either one of the protocol or not, so errors carry nothing, and what would put them into words (the printing of floats,
//! of quoted text, of types) is not in the download: that and what the protocol never uses made up 18 kB of it, brotli.

use core::{fmt, slice};

use js_sys::{Array, Object, Reflect};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use wasm_bindgen::{JsCast, JsValue};

/// Reads a value; `None` if it is not of the type.
pub(super) fn from_js<'de, T: Deserialize<'de>>(value: JsValue) -> Option<T> {
    T::deserialize(Value(value)).ok()
}

/// It is not of the type.
#[derive(Debug)]
struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("malformed")
    }
}

impl std::error::Error for Malformed {}

/// All are given, as those that serde provides put texts together.
impl Error for Malformed {
    fn custom<T: fmt::Display>(_: T) -> Malformed {
        Malformed
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Malformed {
        Malformed
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Malformed {
        Malformed
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Malformed {
        Malformed
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Malformed {
        Malformed
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Malformed {
        Malformed
    }

    fn missing_field(_: &'static str) -> Malformed {
        Malformed
    }

    fn duplicate_field(_: &'static str) -> Malformed {
        Malformed
    }
}

/// A value that `JSON.parse` made.
struct Value(JsValue);

impl<'de> Deserializer<'de> for Value {
    type Error = Malformed;

    /// Every type of the protocol says what it wants to be read from, so nothing has to be guessed.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_bool(self.0.as_bool().ok_or(Malformed)?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_u64(whole(&self.0)?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_string(self.0.as_string().ok_or(Malformed)?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_string(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_seq(Items { items: self.0.dyn_into().map_err(|_| Malformed)?, next: 0 })
    }

    /// Field by field, by its name. A field that is missing is missing from the sequence, so it gets its default or is an
    /// error; properties that are no fields are passed over.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_seq(Fields { object: object(self.0)?, names: fields.iter() })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_enum(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct map
    }
}

/// The protocol has no other numbers, and JavaScript none beyond these that are exact.
fn whole(number: &JsValue) -> Result<u64, Malformed> {
    let number = number.as_f64().ok_or(Malformed)?;
    let whole = number as u64;
    if whole as f64 == number && number <= js_sys::Number::MAX_SAFE_INTEGER {
        Ok(whole)
    } else {
        Err(Malformed)
    }
}

fn object(value: JsValue) -> Result<JsValue, Malformed> {
    if value.is_object() && !Array::is_array(&value) { Ok(value) } else { Err(Malformed) }
}

/// The items of an array, one after the other.
struct Items {
    items: Array,
    next: u32,
}

impl Iterator for Items {
    type Item = JsValue;

    fn next(&mut self) -> Option<JsValue> {
        let at = self.next;
        self.next += 1;
        (at < self.items.length()).then(|| self.items.get(at))
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Malformed;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Malformed> {
        let Some(item) = self.next() else { return Ok(None) };
        Ok(Some(seed.deserialize(Value(item))?))
    }
}

/// The fields of an object, one after the other.
struct Fields {
    object: JsValue,
    names: slice::Iter<'static, &'static str>,
}

impl Iterator for Fields {
    type Item = JsValue;

    fn next(&mut self) -> Option<JsValue> {
        let value = Reflect::get(&self.object, &JsValue::from_str(self.names.next()?)).ok()?;
        (!value.is_undefined()).then_some(value)
    }
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Malformed;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Malformed> {
        let Some(value) = self.next() else { return Ok(None) };
        Ok(Some(seed.deserialize(Value(value))?))
    }
}

/// A variant without content is its name, one with content an object of one property (serde.rs "externally tagged").
impl<'de> EnumAccess<'de> for Value {
    type Error = Malformed;
    type Variant = Value;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Value), Malformed> {
        if self.0.is_string() {
            return Ok((seed.deserialize(self)?, Value(JsValue::NULL)));
        }
        let (name, content) = only_property(self.0)?;
        Ok((seed.deserialize(Value(name))?, Value(content)))
    }
}

fn only_property(value: JsValue) -> Result<(JsValue, JsValue), Malformed> {
    let entries = Object::entries(object(value)?.unchecked_ref());
    let entry: Array = entries.get(0).dyn_into().map_err(|_| Malformed)?;
    if entries.length() == 1 { Ok((entry.get(0), entry.get(1))) } else { Err(Malformed) }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Malformed;

    fn unit_variant(self) -> Result<(), Malformed> {
        if self.0.is_null() { Ok(()) } else { Err(Malformed) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Malformed> {
        seed.deserialize(self)
    }

    /// The protocol has none.
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        self.deserialize_struct("", fields, visitor)
    }
}
