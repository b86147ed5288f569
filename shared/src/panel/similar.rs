//! How alike two texts are, for the hints beside a suggestion (K15): shared pairs of neighbouring characters. A
//! Chinese word has two characters, so a pair is the smallest thing that means something, and no dictionary is
//! needed; Latin words are compared letter pair by letter pair without regard to case.

use std::collections::BTreeSet;

/// From this likeness on, in per cent, a text is shown as a possible duplicate.
pub const HINT_FROM: u32 = 18;
/// Characters of a text that are looked at.
const READ: usize = 1200;

/// Pairs of neighbouring letters or digits; what lies between them (spaces, marks, lines) parts words.
pub fn pairs(text: &str) -> BTreeSet<[char; 2]> {
    let mut pairs = BTreeSet::new();
    let mut before = None;
    for c in text.chars().take(READ) {
        let letter = c.is_alphanumeric().then(|| c.to_lowercase().next().unwrap_or(c));
        if let (Some(left), Some(right)) = (before, letter) {
            pairs.insert([left, right]);
        }
        before = letter;
    }
    pairs
}

/// Likeness of two sets of pairs in per cent (Dice): 100 for the same words, 0 for nothing in common.
pub fn likeness(a: &BTreeSet<[char; 2]>, b: &BTreeSet<[char; 2]>) -> u32 {
    let (common, all) = (a.intersection(b).count(), a.len() + b.len());
    if all == 0 {
        return 0;
    }
    u32::try_from(common * 200 / all).unwrap_or(100)
}

/// The most alike of the candidates, best first, at most `most`; those below [`HINT_FROM`] are no hints.
pub fn rank<T>(text: &str, candidates: impl IntoIterator<Item = (T, String)>, most: usize) -> Vec<(T, u32)> {
    let wanted = pairs(text);
    let mut ranked: Vec<_> = candidates
        .into_iter()
        .map(|(key, other)| (key, likeness(&wanted, &pairs(&other))))
        .filter(|(_, likeness)| *likeness >= HINT_FROM)
        .collect();
    ranked.sort_by_key(|(_, likeness)| std::cmp::Reverse(*likeness));
    ranked.truncate(most);
    ranked
}

#[cfg(test)]
mod tests {
    use super::{likeness, pairs, rank};

    fn like(a: &str, b: &str) -> u32 {
        likeness(&pairs(a), &pairs(b))
    }

    #[test]
    fn the_same_words_are_wholly_alike_and_strangers_are_not() {
        assert_eq!(like("窗口午间无人值守", "窗口午间无人值守。"), 100);
        assert_eq!(like("窗口午间无人值守", "古树责任牌缺失"), 0);
        assert_eq!(like("", "窗口"), 0);
        assert_eq!(like("", ""), 0);
    }

    #[test]
    fn a_word_of_two_characters_is_enough_to_be_found() {
        assert_eq!(like("社保", "社保"), 100);
        assert!(like("社保", "社保卡") > 60);
        let ranked = rank(
            "社保",
            [("a", "社保卡".to_owned()), ("b", "医保卡".to_owned())],
            5,
        );
        assert_eq!(ranked.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn a_rewording_is_a_hint_and_the_nearest_comes_first() {
        let told = "镇便民服务中心社保窗口中午没有人值班，群众要等到下午";
        let candidates = [
            ("far", "农村公路养护责任没有划清".to_owned()),
            ("near", "便民服务中心社保窗口中午无人值班".to_owned()),
            ("nearest", "镇便民服务中心社保窗口中午没有人值班".to_owned()),
        ];
        let ranked = rank(told, candidates, 5);
        assert_eq!(
            ranked.iter().map(|(key, _)| *key).collect::<Vec<_>>(),
            ["nearest", "near"]
        );
    }

    #[test]
    fn marks_part_words_and_case_does_not_matter() {
        assert_eq!(like("APP", "app"), 100);
        assert!(!pairs("窗口，午间").contains(&['口', '午']));
    }
}
