//! Letters for bytes that are no text.
//!
//! Brotli predicts a letter by the class of the one before it: a digit, a vowel, a dot and so on (RFC 7932, section 7.1). So
//! bytes after which alike comes shall have letters of one class.

/// How often each byte comes.
type Counts = [u32; 256];

/// A byte, its letter, and what comes after it.
#[derive(Debug)]
struct Spelling {
    byte: u8,
    letter: u8,
    followers: Counts,
}

/// A class of letters: what comes after them, and how many bits that takes.
#[derive(Clone, Debug)]
struct Class {
    followers: Counts,
    bits: f64,
}

/// A letter for each of the bytes, of which the most frequent is the first.
pub(super) fn assign(text: &[u8], bytes: &[u8], letters: &[u8]) -> Vec<(u8, u8)> {
    let size = |letter: u8| letters.iter().filter(|other| class(**other) == class(letter)).count();
    // What is most frequent has a class of its own.
    let mut order = letters.to_vec();
    order.sort_by_key(|&letter| (size(letter), letter));
    let spelling = |(&byte, letter)| Spelling { byte, letter, followers: followers(text, byte) };
    let mut spellings: Vec<Spelling> = bytes.iter().zip(order).map(spelling).collect();
    let mut classes = vec![Class::of([0; 256]); CLASSES];
    for spelling in &spellings {
        let known = &mut classes[class(spelling.letter)];
        *known = known.with(&spelling.followers, &[0; 256]);
    }
    while improve(&mut spellings, &mut classes) {}
    spellings.iter().map(|spelling| (spelling.byte, spelling.letter)).collect()
}

/// Lets each two bytes change their letters if that takes fewer bits; whether any did.
fn improve(spellings: &mut [Spelling], classes: &mut [Class]) -> bool {
    let mut improved = false;
    for first in 0..spellings.len() {
        for second in 0..first {
            let (one, other) = (&spellings[first], &spellings[second]);
            let (here, there) = (class(one.letter), class(other.letter));
            let now_here = classes[here].with(&other.followers, &one.followers);
            let now_there = classes[there].with(&one.followers, &other.followers);
            let saved = classes[here].bits + classes[there].bits - now_here.bits - now_there.bits;
            // At least one bit, so that it ends.
            if here != there && saved > 1.0 {
                (classes[here], classes[there]) = (now_here, now_there);
                (spellings[first].letter, spellings[second].letter) = (other.letter, one.letter);
                improved = true;
            }
        }
    }
    improved
}

impl Class {
    fn of(followers: Counts) -> Class {
        let all = f64::from(followers.iter().sum::<u32>());
        let bits = |&count: &u32| f64::from(count) * (all / f64::from(count)).log2();
        Class { followers, bits: followers.iter().filter(|count| **count > 0).map(bits).sum() }
    }

    /// The class with a byte more and another less, by what comes after those.
    fn with(&self, more: &Counts, less: &Counts) -> Class {
        Class::of(std::array::from_fn(|at| self.followers[at] + more[at] - less[at]))
    }
}

/// What comes after a byte.
fn followers(text: &[u8], byte: u8) -> Counts {
    let mut counts = [0; 256];
    for pair in text.windows(2).filter(|pair| pair[0] == byte) {
        counts[usize::from(pair[1])] += 1;
    }
    counts
}

const CLASSES: usize = 14;

/// The class of a letter that is before another.
fn class(letter: u8) -> usize {
    match letter {
        b' ' => 0,
        b'%' => 1,
        b'.' => 2,
        b'=' => 3,
        b'(' | b'[' | b'{' | b'<' => 4,
        b')' | b']' | b'}' | b'>' => 5,
        b',' | b':' | b';' => 6,
        b'"' | b'\'' => 7,
        b'0'..=b'9' => 8,
        b'A' | b'E' | b'I' | b'O' | b'U' => 9,
        b'A'..=b'Z' => 10,
        b'a' | b'e' | b'i' | b'o' | b'u' => 11,
        b'a'..=b'z' => 12,
        _ => 13,
    }
}

#[cfg(test)]
mod tests {
    use super::{assign, class};

    #[test]
    fn bytes_with_the_same_followers_share_a_class() {
        let text = b"\x01\x0a\x02\x0b\x03\x0a\x04\x0b".repeat(50);
        let letters = assign(&text, &[1, 2, 3, 4, 10, 11], b"acegbdfh");
        assert_eq!(letters.iter().map(|(byte, _)| *byte).collect::<Vec<_>>(), [1, 2, 3, 4, 10, 11]);
        let class_of =
            |byte| letters.iter().find(|(other, _)| *other == byte).map(|(_, letter)| class(*letter));
        assert_eq!(class_of(1), class_of(3));
        assert_eq!(class_of(2), class_of(4));
        assert_ne!(class_of(1), class_of(2));
    }
}
