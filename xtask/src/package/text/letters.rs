//! Bytes as letters.
//!
//! A byte is one letter or two, always the same ones: repetition stays repetition. The most frequent bytes are one
//! letter, all others one of two prefixes and a letter. Which letter that is, is up to what the bytes are: text stays text, for
//! which brotli has a dictionary; for others see [`super::classes`].

use super::classes;

/// Characters that JS source, minifiers or HTML could take for something else.
pub(super) const TAKEN: &[u8] = b"\"$'<\\`";
/// The letters that announce a second one. Two of them reach every byte.
const PREFIXES: &[u8] = b")]";
/// What a character of the text means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    Nothing,
    Prefix,
    Byte(u8),
}

/// Bytes as text, and the table that turns it back.
#[derive(Debug)]
pub(super) struct Spelled {
    /// Two characters for each printable ASCII character, from the space on: the byte that it stands for in hexadecimal
    /// digits, `--` for a prefix, `..` for what is not in the alphabet. The bytes that are missing have two letters, in
    /// the order of their values.
    pub(super) table: String,
    /// The letters.
    pub(super) text: String,
}

/// Spells bytes with text among them.
pub(super) fn spell_text(bytes: &[u8]) -> Spelled {
    spell(bytes, &meanings(letters_of_text(bytes)))
}

/// Spells bytes that are no text.
pub(super) fn spell_code(bytes: &[u8]) -> Spelled {
    spell(bytes, &meanings(letters_of_code(bytes)))
}

/// The frequent bytes with their letters. Each that can be is its own, then those left over have what is left over.
fn letters_of_text(bytes: &[u8]) -> Vec<(u8, u8)> {
    let letters = letters();
    let mut frequent = most_frequent(bytes, letters.len());
    frequent.sort_unstable();
    let (own, others): (Vec<u8>, Vec<u8>) = frequent.into_iter().partition(|byte| letters.contains(byte));
    let rest = letters.into_iter().filter(|letter| !own.contains(letter));
    own.iter().map(|&byte| (byte, byte)).chain(others.into_iter().zip(rest)).collect()
}

/// The frequent bytes with their letters, by what comes after them.
fn letters_of_code(bytes: &[u8]) -> Vec<(u8, u8)> {
    let letters = letters();
    classes::assign(bytes, &most_frequent(bytes, letters.len()), &letters)
}

/// The characters that stand for a byte each.
fn letters() -> Vec<u8> {
    (b' '..=b'~').filter(|char| !TAKEN.contains(char) && !PREFIXES.contains(char)).collect()
}

/// What each printable ASCII character means.
fn meanings(letters: Vec<(u8, u8)>) -> Vec<(char, Meaning)> {
    let mut meanings = [Meaning::Nothing; 128];
    for &prefix in PREFIXES {
        meanings[usize::from(prefix)] = Meaning::Prefix;
    }
    for (byte, letter) in letters {
        meanings[usize::from(letter)] = Meaning::Byte(byte);
    }
    (b' '..=b'~').map(|char| (char::from(char), meanings[usize::from(char)])).collect()
}

fn spell(bytes: &[u8], meanings: &[(char, Meaning)]) -> Spelled {
    let words = words(meanings);
    let text = bytes.iter().map(|&byte| words[usize::from(byte)].as_str()).collect();
    let entry = |meaning: &Meaning| match meaning {
        Meaning::Nothing => "..".to_owned(),
        Meaning::Prefix => "--".to_owned(),
        Meaning::Byte(byte) => format!("{byte:02x}"),
    };
    Spelled { table: meanings.iter().map(|(_, meaning)| entry(meaning)).collect(), text }
}

/// The most frequent bytes, the most frequent one first.
fn most_frequent(bytes: &[u8], count: usize) -> Vec<u8> {
    let mut counts = [0_usize; 256];
    for &byte in bytes {
        counts[usize::from(byte)] += 1;
    }
    let mut order: Vec<u8> = (0..=255).collect();
    order.sort_by_key(|&byte| std::cmp::Reverse(counts[usize::from(byte)]));
    order.truncate(count);
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
    use std::collections::BTreeSet;

    use super::{TAKEN, letters_of_code, letters_of_text, meanings, spell_text, words};

    #[test]
    fn text_is_plain_ascii_and_text_stays_text() {
        let bytes: Vec<u8> = (0..=255).chain(*b"connection connection").collect();
        let spelled = spell_text(&bytes);
        assert!(spelled.text.ends_with("connection connection"));
        assert!(spelled.text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !TAKEN.contains(&byte)));
        assert_eq!(spelled.table.len(), 95 * 2);
        assert_eq!(spelled.table.matches("--").count(), 2);
    }

    #[test]
    fn every_byte_has_its_own_word() {
        for letters in [letters_of_text, letters_of_code] {
            let words = words(&meanings(letters(b"\0asm")));
            assert!(words.iter().all(|word| matches!(word.len(), 1 | 2)));
            assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), 256);
        }
    }
}
