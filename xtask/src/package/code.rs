//! Bytes as text that can stand in JS source: pure ASCII, and kind to the compressor.
//!
//! Base64 hides where bytes begin, so that brotli finds no repetition: a wasm module becomes a third larger on the wire. Here a
//! byte is one letter or two, always the same ones: repetition stays repetition. The most frequent bytes are one
//! letter, all others one of two prefixes and a letter. A frequent byte that is itself a letter of the alphabet stands
//! for itself, so that text in the module stays text, for which brotli has a dictionary.
//!
//! `pkg-template/decode.mjs` turns it back.

/// Characters that JS source, minifiers or HTML could take for something else.
const TAKEN: &[u8] = b"\"$'<\\`";
/// How many letters announce a second one. Two and the other letters reach every byte.
const PREFIXES: usize = 2;

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
    let letters = (b' '..=b'~').filter(|letter| !TAKEN.contains(letter));
    let frequent = most_frequent(bytes, letters.clone().count() - PREFIXES);
    let mut others = frequent.iter().copied().filter(|byte| !letters.clone().any(|letter| letter == *byte));
    let mut prefixes = 0;
    let mut meaning = |letter| {
        if TAKEN.contains(&letter) {
            Meaning::Nothing
        } else if frequent.contains(&letter) {
            Meaning::Byte(letter)
        } else if prefixes < PREFIXES {
            prefixes += 1;
            Meaning::Prefix
        } else {
            others.next().map_or(Meaning::Nothing, Meaning::Byte)
        }
    };
    (b' '..=b'~').map(|letter| (char::from(letter), meaning(letter))).collect()
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
