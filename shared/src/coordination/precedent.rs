//! Precedent search by clause and words (K11). Chinese has no spaces, and a word of two characters has to be found
//! on every engine: texts are therefore indexed by their pairs of neighbouring characters, kept in a table of their
//! own. A query's pairs give the candidates; this module says exactly what is hit, ranks it, and cuts the excerpt.

use std::collections::BTreeSet;

/// Shortest word of a query, characters.
pub const WORD_MIN: usize = 2;
/// Words of a query that are looked at.
const WORDS_MAX: usize = 8;
/// Characters shown before and after a hit.
const AROUND: usize = 24;

/// Where a precedent says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The matter in dispute.
    Matter,
    /// A clause that the decision cites: title, article, quoted words.
    Clause,
    /// The decision's text.
    Decision,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 3] = [Self::Matter, Self::Clause, Self::Decision];

    /// One letter in the index.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Matter => "M",
            Self::Clause => "C",
            Self::Decision => "D",
        }
    }

    /// What a hit in it is worth.
    fn worth(self) -> u32 {
        match self {
            Self::Clause => 5,
            Self::Matter => 4,
            Self::Decision => 2,
        }
    }
}

/// A text as it is compared: lower case, full-width letters and digits narrow, 第九条 as 第9条; every character of the
/// result names the place in the original that it comes from.
pub fn fold(text: &str) -> Vec<(char, usize)> {
    let chars: Vec<char> = text.chars().map(narrow).collect();
    let mut folded = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        folded.push((chars[at], at));
        at += 1;
        if chars[at - 1] != '第' {
            continue;
        }
        let length = chars[at..].iter().take_while(|c| digit(**c).is_some()).count();
        let counts = chars
            .get(at + length)
            .is_some_and(|c| "条款项章节号".contains(*c));
        if let Some(number) = numeral(&chars[at..at + length]).filter(|_| counts) {
            folded.extend(number.to_string().chars().map(|c| (c, at)));
            at += length;
        }
    }
    folded
}

fn narrow(c: char) -> char {
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    c.to_lowercase().next().unwrap_or(c)
}

/// 十 is a digit of value ten, 百 of a hundred.
fn digit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        _ => "零一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .and_then(|place| u32::try_from(place).ok()),
    }
}

/// The number that Chinese numerals below a thousand write.
fn numeral(digits: &[char]) -> Option<u32> {
    let (mut sum, mut last, mut any) = (0, None, false);
    for c in digits {
        any = true;
        match digit(*c)? {
            unit @ (10 | 100) => {
                sum += last.take().unwrap_or(1) * unit;
            }
            value => last = Some(value),
        }
    }
    any.then(|| sum + last.unwrap_or(0))
}

/// The pairs of neighbouring letters or digits of a text; marks and spaces part words.
pub fn pairs(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    folded
        .windows(2)
        .filter(|pair| pair.iter().all(|(c, _)| c.is_alphanumeric()))
        .map(|pair| pair.iter().map(|(c, _)| *c).collect())
        .collect()
}

/// A query, cut into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Words of at least two characters, folded.
    words: Vec<(Vec<char>, bool)>,
}

impl Query {
    /// Words wanted anywhere, and those of a clause, wanted among the clauses cited. `None` if nothing is left that is
    /// at least two characters long.
    pub fn new(anywhere: &str, clause: &str) -> Option<Self> {
        let mut words = cut(clause, true);
        words.extend(cut(anywhere, false));
        words.truncate(WORDS_MAX);
        (!words.is_empty()).then_some(Self { words })
    }

    /// The pairs to look up in the index, with whether they have to lie in a clause.
    pub fn pairs(&self) -> Vec<(String, bool)> {
        let pairs: BTreeSet<_> = self
            .words
            .iter()
            .flat_map(|(word, clause)| word.windows(2).map(|pair| (pair.iter().collect(), *clause)))
            .collect();
        pairs.into_iter().collect()
    }
}

fn cut(text: &str, clause: bool) -> Vec<(Vec<char>, bool)> {
    let folded: Vec<char> = fold(text).into_iter().map(|(c, _)| c).collect();
    folded
        .split(|c| !c.is_alphanumeric())
        .filter(|word| word.len() >= WORD_MIN)
        .map(|word| (word.to_vec(), clause))
        .collect()
}

/// One place where a precedent answers the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub field: Field,
    /// The words around it.
    pub excerpt: String,
    /// Where the hit begins in the excerpt, characters.
    pub from: usize,
    /// Its length, characters.
    pub length: usize,
}

/// A precedent with its texts.
#[derive(Debug, Clone)]
pub struct Text<K> {
    /// Whose.
    pub key: K,
    /// The texts, each with its field.
    pub texts: Vec<(Field, String)>,
}

/// A precedent that answers the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked<K> {
    /// Whose.
    pub key: K,
    /// How many words of the query it has.
    pub words: usize,
    /// How much its hits are worth.
    pub worth: u32,
    /// The best hit of each word.
    pub hits: Vec<Hit>,
}

/// Those that have at least one word of the query, most words first, then by the worth of the places; equals keep
/// the order they came in.
pub fn rank<K>(query: &Query, texts: Vec<Text<K>>) -> Vec<Ranked<K>> {
    let mut ranked: Vec<_> = texts.into_iter().filter_map(|text| one(query, text)).collect();
    ranked.sort_by_key(|row| std::cmp::Reverse((row.words, row.worth)));
    ranked
}

fn one<K>(query: &Query, text: Text<K>) -> Option<Ranked<K>> {
    let mut hits: Vec<Hit> = Vec::new();
    let (mut words, mut worth) = (0, 0);
    for (word, clause) in &query.words {
        let places = text
            .texts
            .iter()
            .filter(|(field, _)| !clause || *field == Field::Clause)
            .filter_map(|(field, text)| find(word, *field, text));
        if let Some(best) = places.max_by_key(|hit| hit.field.worth()) {
            words += 1;
            worth += best.field.worth();
            if !hits.contains(&best) {
                hits.push(best);
            }
        }
    }
    (words > 0).then_some(Ranked {
        key: text.key,
        words,
        worth,
        hits,
    })
}

fn find(word: &[char], field: Field, text: &str) -> Option<Hit> {
    let folded = fold(text);
    let start = folded
        .windows(word.len())
        .position(|part| part.iter().map(|(c, _)| c).eq(word))?;
    let chars: Vec<char> = text.chars().collect();
    let from = folded[start].1;
    let end = folded.get(start + word.len()).map_or(chars.len(), |(_, at)| *at);
    let begin = from.saturating_sub(AROUND);
    let stop = (end + AROUND).min(chars.len());
    let (before, after) = (
        if begin > 0 { "…" } else { "" },
        if stop < chars.len() { "…" } else { "" },
    );
    let shown: String = chars[begin..stop]
        .iter()
        .map(|c| if *c == '\n' { ' ' } else { *c })
        .collect();
    Some(Hit {
        field,
        excerpt: format!("{before}{shown}{after}"),
        from: from - begin + before.chars().count(),
        length: end - from,
    })
}
