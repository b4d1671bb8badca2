//! A module as text that can stand in JS source: pure ASCII, and kind to the compressor.
//!
//! Base64 hides where bytes begin, so that brotli finds no repetition: a wasm module becomes a third larger on the wire.
//! Here [`bodies`] first takes the code apart, so that what is alike stands together (instructions with instructions, numbers of
//! locals with numbers of locals), and [`letters`] then writes bytes as letters. Together they are a tenth smaller than the
//! module itself, both as brotli makes them.
//!
//! `pkg-template/src/decode.mjs` turns it back, in some milliseconds.

mod bodies;
mod classes;
mod letters;
mod recency;

use anyhow::Result;

/// The source of a JS module that exports the wasm module for `decode`.
pub(super) fn source(module: &[u8]) -> Result<String> {
    let apart = bodies::take_apart(module)?;
    let streams: Vec<String> = apart.streams.iter().map(|stream| format!("\"{stream}\"")).collect();
    let fields = [
        ("size", module.len().to_string()),
        ("before", apart.before.to_string()),
        ("words", format!("\"{}\"", apart.words)),
        ("streams", format!("[{}]", streams.join(","))),
        ("code", quoted(&letters::spell_code(&apart.code))),
        ("plain", quoted(&letters::spell_text(&apart.plain))),
    ];
    let fields = fields.map(|(name, value)| format!("  {name}: {value},\n")).concat();
    Ok(format!("export default {{\n{fields}}};\n"))
}

fn quoted(spelled: &letters::Spelled) -> String {
    format!("[\"{}\",\"{}\"]", spelled.table, spelled.text)
}
