//! Bytes as text that can stand in JS source: pure ASCII, and kind to the compressor.
//!
//! Base64 hides where bytes begin, so that brotli finds no repetition: a wasm module becomes a third larger on the wire. Here a
//! byte is one letter or two, always the same ones: repetition stays repetition. The most frequent bytes are one
//! letter, all others one of two prefixes and a letter. A frequent byte that is a letter of the alphabet stands for
//! itself, so that text in the module stays text, for which brotli has a dictionary; a few opcodes go before.
//!
//! `pkg-template/decode.mjs` turns it back.

/// Characters that JS source, minifiers or HTML could take for something else.
const TAKEN: &[u8] = b"\"$'<\\`";
/// The letters that announce a second one. Two of them reach every byte.
const PREFIXES: &[u8] = b")]";
/// Letters for the bytes that are most frequent in code. Brotli guesses the next letter by the kind of the last two, and
/// tells marks from each other, but not consonants or digits. Found by trying; nearly 1% smaller than without.
const OPCODES: &[(u8, u8)] = &[
    (0x20, b' '),
    (0x02, b'2'),
    (0x00, b'B'),
    (0x41, b'A'),
    (0x01, b'H'),
    (0x10, b','),
    (0x03, b'3'),
    (0x04, b'%'),
    (0x6a, b'('),
    (0x0b, b'7'),
];

/// What a character of the text means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    Nothing,
    Prefix,
    Byte(u8),
}

/// Bytes as text, and the table that turns it back.
#[derive(Debug)]
pub(super) struct Code {
    /// Two characters for each printable ASCII character, from the space on: the byte that it stands for in hexadecimal
    /// digits, `--` for a prefix, `..` for what is not in the alphabet. The bytes that are missing have two letters, in
    /// the order of their values.
    pub(super) table: String,
    /// The encoded bytes.
    pub(super) text: String,
}

/// Encodes the bytes of a module.
pub(super) fn encode(bytes: &[u8]) -> Code {
    let meanings = meanings(bytes);
    let words = words(&meanings);
    let text = bytes.iter().map(|&byte| words[usize::from(byte)].as_str()).collect();
    let entry = |meaning: &Meaning| match meaning {
        Meaning::Nothing => "..".to_owned(),
        Meaning::Prefix => "--".to_owned(),
        Meaning::Byte(byte) => format!("{byte:02x}"),
    };
    Code { table: meanings.iter().map(|(_, meaning)| entry(meaning)).collect(), text }
}

/// What each printable ASCII character means for these bytes.
fn meanings(bytes: &[u8]) -> Vec<(char, Meaning)> {
    let letters: Vec<u8> =
        (b' '..=b'~').filter(|char| !TAKEN.contains(char) && !PREFIXES.contains(char)).collect();
    let mut bytes = most_frequent(bytes, letters.len());
    let mut meanings = [Meaning::Nothing; 128];
    for &prefix in PREFIXES {
        meanings[usize::from(prefix)] = Meaning::Prefix;
    }
    // Each byte that can be has the letter that is best for it, then those left over what is left over.
    let itself = letters.iter().map(|&letter| (letter, letter));
    for (byte, letter) in OPCODES.iter().copied().chain(itself) {
        let meaning = &mut meanings[usize::from(letter)];
        if *meaning == Meaning::Nothing && bytes.contains(&byte) {
            *meaning = Meaning::Byte(byte);
            bytes.retain(|other| *other != byte);
        }
    }
    let mut rest = bytes.into_iter();
    for &letter in &letters {
        let meaning = &mut meanings[usize::from(letter)];
        if *meaning == Meaning::Nothing {
            *meaning = rest.next().map_or(Meaning::Nothing, Meaning::Byte);
        }
    }
    (b' '..=b'~').map(|char| (char::from(char), meanings[usize::from(char)])).collect()
}

/// The most frequent bytes, in the order of their values.
fn most_frequent(bytes: &[u8], count: usize) -> Vec<u8> {
    let mut counts = [0_usize; 256];
    for &byte in bytes {
        counts[usize::from(byte)] += 1;
    }
    let mut order: Vec<u8> = (0..=255).collect();
    order.sort_by_key(|&byte| std::cmp::Reverse(counts[usize::from(byte)]));
    order.truncate(count);
    order.sort_unstable();
    order
}

/// How each of the 256 bytes is written.
fn words(meanings: &[(char, Meaning)]) -> Vec<String> {
    let mut words = vec![String::new(); 256];
    for (letter, meaning) in meanings {
        if let Meaning::Byte(byte) = meaning {
            words[usize::from(*byte)].push(*letter);
        }
    }
    let alphabet = meanings.iter().filter(|(_, meaning)| *meaning != Meaning::Nothing);
    let prefixes = alphabet.clone().filter(|(_, meaning)| *meaning == Meaning::Prefix);
    let pairs =
        prefixes.flat_map(|(prefix, _)| alphabet.clone().map(move |(letter, _)| format!("{prefix}{letter}")));
    for (word, pair) in words.iter_mut().filter(|word| word.is_empty()).zip(pairs) {
        *word = pair;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{TAKEN, encode};

    #[test]
    fn text_is_plain_ascii_and_text_stays_text() {
        let bytes: Vec<u8> = (0..=255).chain(*b"connection connection").collect();
        let code = encode(&bytes);
        assert!(code.text.ends_with("connection connection"));
        assert!(code.text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !TAKEN.contains(&byte)));
        assert_eq!(code.table.len(), 95 * 2);
        assert_eq!(code.table.matches("--").count(), 2);
    }

    #[test]
    fn every_byte_has_its_own_word() {
        let words = super::words(&super::meanings(b"\0asm"));
        assert!(words.iter().all(|word| matches!(word.len(), 1 | 2)));
        assert_eq!(words.iter().collect::<std::collections::BTreeSet<_>>().len(), 256);
    }
}
