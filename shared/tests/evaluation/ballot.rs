//! Ballots, questions and invitation codes.

use remit_shared::evaluation::code;
use remit_shared::evaluation::paper::{Answers, Shape, ballot_hash};
use remit_shared::evaluation::question::{Question, check_weights, checked, usual};
use remit_shared::evaluation::{BallotLevel, CampaignKind, Topic};
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;
use uuid::Uuid;

const SHAPE: Shape = Shape {
    targets: 4,
    questions: 2,
};

#[test]
fn a_ballot_survives_the_round_trip() {
    for text in ["55443322", "--..1.5-", "........"] {
        assert_eq!(Answers::parse(SHAPE, text).unwrap().render(), text);
    }
    for wrong in ["", "5544332", "554433221", "5544332x", "6544332-", "五5443322"] {
        assert_eq!(
            Answers::parse(SHAPE, wrong).unwrap_err().code,
            RefusalCode::Input,
            "{wrong}"
        );
    }
}

#[test]
fn half_of_the_units_have_to_be_answered_whole() {
    let code = |text: &str| {
        Answers::parse(SHAPE, text)
            .unwrap()
            .check()
            .map_err(|refusal| refusal.code)
            .err()
    };
    assert_eq!(code("55--...."), None);
    assert_eq!(code("55443322"), None);
    assert_eq!(
        code("--------"),
        None,
        "saying that one does not know is an answer"
    );
    assert_eq!(code("55......"), Some(RefusalCode::Input));
    assert_eq!(code("........"), Some(RefusalCode::Input));
    assert_eq!(
        code("5544332."),
        Some(RefusalCode::Input),
        "one unit is half done"
    );
    let empty = Shape {
        targets: 0,
        questions: 2,
    };
    assert!(Answers::blank(empty).check().is_err());
}

#[test]
fn setting_answers_moves_the_progress() {
    let mut ballot = Answers::blank(SHAPE);
    ballot.set(1, 0, Some(BallotLevel::L2));
    assert_eq!((ballot.done(), ballot.half_done()), (0, Some(1)));
    ballot.set_all(1, BallotLevel::DontKnow);
    ballot.set(9, 9, Some(BallotLevel::L5));
    assert_eq!(
        (ballot.done(), ballot.half_done(), ballot.render().as_str()),
        (1, None, "..--....")
    );
}

#[test]
fn the_hash_depends_on_every_part() {
    let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let all = [
        ballot_hash(a, Some(b), &[0; 16], "55"),
        ballot_hash(b, Some(b), &[0; 16], "55"),
        ballot_hash(a, Some(a), &[0; 16], "55"),
        ballot_hash(a, None, &[0; 16], "55"),
        ballot_hash(a, Some(b), &[1; 16], "55"),
        ballot_hash(a, Some(b), &[0; 16], "54"),
    ];
    for (place, one) in all.iter().enumerate() {
        assert!(all[place + 1..].iter().all(|other| other != one));
    }
}

#[test]
fn the_usual_questions_weigh_a_hundred() {
    for kind in CampaignKind::ALL {
        let questions = checked(usual(*kind)).unwrap();
        let weights: Vec<u32> = questions.iter().map(|question| question.weight).collect();
        assert_eq!(check_weights(&weights), Ok(()), "{kind}");
    }
    assert_eq!(usual(CampaignKind::Grassroots).len(), 4);
    let twice = Question {
        topic: Topic::Duty,
        text: "题".to_owned(),
        weight: 50,
    };
    assert_eq!(
        checked(vec![twice.clone(), twice]).unwrap_err().code,
        RefusalCode::Dup
    );
    assert_eq!(checked(Vec::new()).unwrap_err().code, RefusalCode::Input);
}

#[test]
fn a_code_is_read_as_people_write_it_and_slips_are_noticed() {
    let drawn = code::of_bytes(&[0, 9, 31, 200, 77, 1, 18, 255, 64, 3, 90, 12, 130, 5, 11]);
    assert_eq!(drawn.len(), code::LENGTH);
    let printed = code::printed(&drawn);
    assert_eq!(printed.len(), code::LENGTH + 3);
    assert_eq!(
        code::normalise(&format!(" {} ", printed.to_lowercase())),
        Ok(drawn.clone())
    );
    let letters: Vec<char> = drawn.chars().collect();
    for place in 0..letters.len() {
        let mut wrong = letters.clone();
        wrong[place] = if wrong[place] == 'Y' { '0' } else { 'Y' };
        let wrong: String = wrong.into_iter().collect();
        assert!(code::normalise(&wrong).is_err(), "{wrong}");
        let mut swapped = letters.clone();
        if place > 0 && swapped[place] != swapped[place - 1] {
            swapped.swap(place, place - 1);
            let swapped: String = swapped.into_iter().collect();
            assert!(code::normalise(&swapped).is_err(), "{swapped}");
        }
    }
    for wrong in ["", "ABC", "0000-0000-0000-0000-0", "UUUU-UUUU-UUUU-UUUU"] {
        assert!(code::normalise(wrong).is_err(), "{wrong}");
    }
    assert_ne!(code::hash(&drawn), code::hash("0000000000000000"));
}
