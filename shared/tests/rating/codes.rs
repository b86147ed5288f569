//! Receipt codes (§7) and opening hours.

use remit_shared::rating::code::{CODE_LEN, encode, grouped, parse};
use remit_shared::rating::hours::OpeningHours;

const SAMPLES: [u64; 5] = [0, 1, 0x1234_5678_9ABC, (1 << 45) - 1, 0x0F0F_0F0F_0F0F];

#[test]
fn a_code_is_read_however_it_is_written() {
    for bits in SAMPLES {
        let code = encode(bits);
        assert_eq!(code.len(), CODE_LEN);
        assert_eq!(parse(&code).unwrap(), code);
        assert_eq!(parse(&grouped(&code).to_lowercase()).unwrap(), code);
        assert_eq!(
            parse(&format!(" {} ", code.replace('1', "l").replace('0', "o"))).unwrap(),
            code
        );
    }
}

#[test]
fn every_wrong_character_and_every_swap_is_found() {
    let alphabet: Vec<char> = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().collect();
    for bits in SAMPLES {
        let code: Vec<char> = encode(bits).chars().collect();
        for place in 0..CODE_LEN {
            for wrong in alphabet.iter().filter(|c| **c != code[place]) {
                let mut typed = code.clone();
                typed[place] = *wrong;
                assert!(parse(&typed.iter().collect::<String>()).is_err());
            }
            for other in place + 1..CODE_LEN {
                let mut typed = code.clone();
                typed.swap(place, other);
                assert!(typed == code || parse(&typed.iter().collect::<String>()).is_err());
            }
        }
    }
}

#[test]
fn rubbish_is_refused_without_a_hint() {
    let short = encode(5);
    let mut said = Vec::new();
    for text in [
        "",
        "ABC",
        &short[..9],
        "UUUUUUUUUU",
        "评价评价评价评价评价",
        &format!("{short}0"),
    ] {
        said.push(parse(text).unwrap_err().zh);
    }
    said.dedup();
    assert_eq!(said.len(), 1, "one answer to everything wrong");
}

#[test]
fn opening_hours_have_an_hours_grace() {
    let hours = OpeningHours::parse("08:30-12:00,13:30-17:30").unwrap();
    for (time, allowed) in [
        ("07:29:59", false),
        ("07:30:00", true),
        ("12:45:00", true),
        ("18:30:00", true),
        ("18:31:00", false),
    ] {
        assert_eq!(hours.allows(time.parse().unwrap(), 60), allowed, "{time}");
    }
    for text in ["", "8-12", "12:00-08:30", "08:30-12:00,11:00-17:30"] {
        assert!(OpeningHours::parse(text).is_err(), "{text}");
    }
}
