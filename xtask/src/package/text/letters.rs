//! Bytes as letters.
//!
//! A byte is one letter or two, always the same ones: repetition stays repetition. The most frequent bytes are one
//! letter, all others one of two prefixes and a letter. A frequent byte that is a letter of the alphabet stands for
//! itself, so that text stays text, for which brotli has a dictionary.

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

/// Spells bytes.
pub(super) fn spell(bytes: &[u8]) -> Spelled {
    let meanings = meanings(bytes);
    let words = words(&meanings);
    let text = bytes.iter().map(|&byte| words[usize::from(byte)].as_str()).collect();
    let entry = |meaning: &Meaning| match meaning {
        Meaning::Nothing => "..".to_owned(),
        Meaning::Prefix => "--".to_owned(),
        Meaning::Byte(byte) => format!("{byte:02x}"),
    };
    Spelled { table: meanings.iter().map(|(_, meaning)| entry(meaning)).collect(), text }
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
    // Each byte that can be is its own letter, then those left over have what is left over.
    for &letter in letters.iter().filter(|letter| bytes.contains(letter)) {
        meanings[usize::from(letter)] = Meaning::Byte(letter);
    }
    bytes.retain(|byte| !letters.contains(byte));
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
    use super::{TAKEN, spell};

    #[test]
    fn text_is_plain_ascii_and_text_stays_text() {
        let bytes: Vec<u8> = (0..=255).chain(*b"connection connection").collect();
        let spelled = spell(&bytes);
        assert!(spelled.text.ends_with("connection connection"));
        assert!(spelled.text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !TAKEN.contains(&byte)));
        assert_eq!(spelled.table.len(), 95 * 2);
        assert_eq!(spelled.table.matches("--").count(), 2);
    }

    #[test]
    fn every_byte_has_its_own_word() {
        let words = super::words(&super::meanings(b"\0asm"));
        assert!(words.iter().all(|word| matches!(word.len(), 1 | 2)));
        assert_eq!(words.iter().collect::<std::collections::BTreeSet<_>>().len(), 256);
    }
}
