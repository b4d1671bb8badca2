//! From the protocol's types to the plain values that `JSON.stringify` takes, as a serde data format (serde.rs "implementing a
//! data format"): the way back of [`super::read`], and as small. What the protocol never uses is an error.

use js_sys::Array;
use serde::ser::{Impossible, Serialize, SerializeSeq, SerializeStruct, SerializeStructVariant, Serializer};
use wasm_bindgen::JsValue;

use super::read::Malformed;
use crate::object::{plain, set};

/// Writes a value; `None` if it is of a type that the protocol does not use.
pub(super) fn to_js<T: Serialize + ?Sized>(value: &T) -> Option<JsValue> {
    value.serialize(Writer).ok()
}

type Written = Result<JsValue, Malformed>;
type Never = Impossible<JsValue, Malformed>;

#[derive(Clone, Copy)]
struct Writer;

/// Types that the protocol does not use.
macro_rules! unused {
    ($($method:ident($($argument:ty),*) -> $result:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$result, Malformed> {
            Err(Malformed)
        })*
    };
}

impl Serializer for Writer {
    type Ok = JsValue;
    type Error = Malformed;
    type SerializeSeq = Items;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;

    fn serialize_bool(self, value: bool) -> Written {
        Ok(value.into())
    }

    fn serialize_u16(self, value: u16) -> Written {
        Ok(value.into())
    }

    fn serialize_u32(self, value: u32) -> Written {
        Ok(value.into())
    }

    /// A counter, which stays far below what is not exact.
    fn serialize_u64(self, value: u64) -> Written {
        Ok((value as f64).into())
    }

    fn serialize_str(self, value: &str) -> Written {
        Ok(value.into())
    }

    fn serialize_none(self) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    /// A variant without content is its name, one with content an object of one property (serde.rs "externally tagged").
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(variant.into())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        Ok(plain(&[(variant, value.serialize(self)?)]))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields, Malformed> {
        Ok(Fields { object: plain(&[]), variant })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, Malformed> {
        Ok(Fields { object: plain(&[]), variant: "" })
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Malformed> {
        Ok(Items(Array::new()))
    }

    unused! {
        serialize_i8(i8) -> JsValue;
        serialize_i16(i16) -> JsValue;
        serialize_i32(i32) -> JsValue;
        serialize_i64(i64) -> JsValue;
        serialize_u8(u8) -> JsValue;
        serialize_f32(f32) -> JsValue;
        serialize_f64(f64) -> JsValue;
        serialize_char(char) -> JsValue;
        serialize_bytes(&[u8]) -> JsValue;
        serialize_unit() -> JsValue;
        serialize_unit_struct(&'static str) -> JsValue;
        serialize_tuple(usize) -> Never;
        serialize_tuple_struct(&'static str, usize) -> Never;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never;
        serialize_map(Option<usize>) -> Never;
    }
}

/// The items of an array, one after the other.
struct Items(Array);

impl SerializeSeq for Items {
    type Ok = JsValue;
    type Error = Malformed;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Malformed> {
        self.0.push(&item.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}

/// The fields of an object, one after the other.
struct Fields {
    object: JsValue,
    variant: &'static str,
}

impl SerializeStruct for Fields {
    type Ok = JsValue;
    type Error = Malformed;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Malformed> {
        set(&self.object, name, &value.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.object)
    }
}

impl SerializeStructVariant for Fields {
    type Ok = JsValue;
    type Error = Malformed;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Malformed> {
        SerializeStruct::serialize_field(self, name, value)
    }

    fn end(self) -> Written {
        Ok(plain(&[(self.variant, self.object)]))
    }
}
