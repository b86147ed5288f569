//! Groups of voters that are large enough to hide in (§3.8: "every stratum < min_cell merged").
//!
//! Twice: when a campaign is approved, by how many are invited, because a credential tells its group; and when its box
//! is closed, by how many have answered, because what is kept of a ballot tells it too. Classes are merged alike in all
//! towns, so that a class is never the same thing as a part of one town (F3: town × class is nobody's to see).

use std::collections::BTreeMap;

use uuid::Uuid;

use super::CampaignKind;
use super::anonymity::FLOOR;
use crate::refusal::{Refusal, RefusalCode};

/// What stands between the codes of classes that answer together.
pub const TOGETHER: char = '+';

/// Voters of one town and class, or of one kind of deputy, before they are merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voters {
    /// Town; none where towns play no part.
    pub town: Option<Uuid>,
    /// Code of the class or of the kind of deputy.
    pub class: String,
    /// How many.
    pub people: u32,
}

/// A group under one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Town, or the own unit; none if several towns answer together.
    pub org: Option<Uuid>,
    /// Codes of its classes, joined by [`TOGETHER`]; none if it has no class of its own.
    pub class: Option<String>,
    /// How many are invited.
    pub invited: u32,
}

/// Whether a group of these classes is the group of this one.
pub fn holds(classes: &str, class: &str) -> bool {
    classes.split(TOGETHER).any(|one| one == class)
}

/// The groups of a pool: classes are merged until none is too small in any town, and towns too small for that answer
/// together. A pool below the minimum is `E_KANON`.
pub fn of_pool(voters: &[Voters], min_cell: u32) -> Result<Vec<Cohort>, Refusal> {
    let floor = min_cell.max(FLOOR);
    enough(sum(voters), floor)?;
    let mut towns: Vec<(Option<Uuid>, u32)> = Vec::new();
    for one in voters.iter().filter(|one| one.people > 0) {
        match towns.iter_mut().find(|(town, _)| *town == one.town) {
            Some((_, people)) => *people += one.people,
            None => towns.push((one.town, one.people)),
        }
    }
    let (mut apart, mut rest): (Vec<_>, Vec<_>) = towns.into_iter().partition(|(_, people)| *people >= floor);
    top_up(&mut apart, &mut rest, floor);
    let kept = |town: Option<Uuid>| apart.iter().any(|(known, _)| *known == town);
    let alone: Vec<Voters> = voters.iter().filter(|one| kept(one.town)).cloned().collect();
    let blocks = blocks(&alone, floor);
    let mut cohorts = Vec::new();
    for (town, _) in &apart {
        for block in &blocks {
            let here = alone
                .iter()
                .filter(|one| one.town == *town && block.contains(&one.class));
            let invited = here.map(|one| one.people).sum();
            if invited > 0 {
                cohorts.push(Cohort {
                    org: *town,
                    class: Some(joined(block)),
                    invited,
                });
            }
        }
    }
    if !rest.is_empty() {
        cohorts.push(Cohort {
            org: None,
            class: None,
            invited: rest.iter().map(|(_, people)| *people).sum(),
        });
    }
    Ok(cohorts)
}

/// The groups of seats by kind of deputy: kinds too small answer together.
pub fn of_seats(seats: &[Voters], min_cell: u32) -> Result<Vec<Cohort>, Refusal> {
    let floor = min_cell.max(FLOOR);
    enough(sum(seats), floor)?;
    let cohort = |block: Vec<String>| Cohort {
        org: None,
        invited: seats
            .iter()
            .filter(|seat| block.contains(&seat.class))
            .map(|seat| seat.people)
            .sum(),
        class: Some(joined(&block)),
    };
    Ok(blocks(seats, floor).into_iter().map(cohort).collect())
}

/// The staff of each unit. A ballot speaks of the own unit alone, so units cannot be merged: too few are `E_KANON`.
pub fn of_units(units: &[Uuid], each: u32, min_cell: u32) -> Result<Vec<Cohort>, Refusal> {
    enough(each, min_cell.max(FLOOR))?;
    let cohort = |unit: &Uuid| Cohort {
        org: Some(*unit),
        class: None,
        invited: each,
    };
    Ok(units.iter().map(cohort).collect())
}

/// The place among these groups of somebody from a town and class.
pub fn place<'a>(
    groups: impl Iterator<Item = (Option<Uuid>, Option<&'a str>)>,
    town: Uuid,
    class: &str,
) -> Option<usize> {
    let (mut together, mut known) = (None, false);
    for (place, (org, classes)) in groups.enumerate() {
        known |= org == Some(town);
        if org == Some(town) && classes.is_some_and(|classes| holds(classes, class)) {
            return Some(place);
        }
        if org.is_none() && classes.is_none() {
            together = Some(place);
        }
    }
    together.filter(|_| !known)
}

fn sum(voters: &[Voters]) -> u32 {
    voters.iter().map(|one| one.people).sum()
}

fn joined(block: &[String]) -> String {
    block.join(&TOGETHER.to_string())
}

fn enough(people: u32, floor: u32) -> Result<(), Refusal> {
    if people >= floor {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::KAnon,
        format!("可邀请的评价人员为{people}人，不足{floor}人不能匿名评价，请增加邀请人数后再审定。"),
        format!("Only {people} can be invited; fewer than {floor} cannot answer anonymously. Invite more."),
    )
    .on("seats"))
}

/// Moves the smallest groups together until the group of those that answer together is large enough.
fn top_up<T>(apart: &mut Vec<(T, u32)>, rest: &mut Vec<(T, u32)>, floor: u32) {
    loop {
        let people: u32 = rest.iter().map(|(_, people)| *people).sum();
        if people == 0 || people >= floor {
            return;
        }
        let smallest = (0..apart.len())
            .filter(|place| apart.get(*place).is_some_and(|(_, people)| *people > 0))
            .min_by_key(|place| apart.get(*place).map(|(_, people)| *people));
        match smallest {
            Some(place) => rest.push(apart.remove(place)),
            None => return,
        }
    }
}

/// Classes in blocks, each of which is empty or large enough in every town.
fn blocks(voters: &[Voters], floor: u32) -> Vec<Vec<String>> {
    let mut blocks: Vec<Vec<String>> = Vec::new();
    for one in voters.iter().filter(|one| one.people > 0) {
        if !blocks.iter().any(|block| block.contains(&one.class)) {
            blocks.push(vec![one.class.clone()]);
        }
    }
    while let Some(small) = blocks.iter().position(|block| is_small(voters, block, floor)) {
        let all = |block: &[String]| -> u32 {
            let of_block = voters.iter().filter(|one| block.contains(&one.class));
            of_block.map(|one| one.people).sum()
        };
        // The smallest other block; of equal ones the last, which is the nearest to the bottom of the hierarchy.
        let partner = (0..blocks.len())
            .filter(|place| *place != small)
            .min_by_key(|place| (blocks.get(*place).map(|block| all(block)), blocks.len() - place));
        let Some(partner) = partner else { break };
        let moved = blocks.remove(small.max(partner));
        if let Some(block) = blocks.get_mut(small.min(partner)) {
            block.extend(moved);
        }
    }
    blocks
}

fn is_small(voters: &[Voters], block: &[String], floor: u32) -> bool {
    let mut towns: BTreeMap<Option<Uuid>, u32> = BTreeMap::new();
    for one in voters.iter().filter(|one| block.contains(&one.class)) {
        *towns.entry(one.town).or_default() += one.people;
    }
    towns.values().any(|people| (1..floor).contains(people))
}

/// A group when its box is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Town or unit.
    pub org: Option<Uuid>,
    /// Classes.
    pub class: Option<String>,
    /// Ballots cast.
    pub ballots: u32,
}

/// What is kept of a group's ballots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Place of the group that they are kept with; its own, if it stays apart.
    pub with: usize,
    /// Town or unit that is kept.
    pub org: Option<Uuid>,
    /// Classes that are kept.
    pub class: Option<String>,
}

/// Merges groups in which fewer than the minimum have answered: within a town the classes are forgotten, then towns
/// (or kinds of deputies) are put together. The staff of a unit speak of their unit alone and stay apart; their
/// aggregates are withheld instead.
pub fn settle(kind: CampaignKind, groups: &[Answered], min_cell: u32) -> Vec<Kept> {
    let floor = min_cell.max(FLOOR);
    let mut kept: Vec<Kept> = (0..)
        .zip(groups)
        .map(|(with, group)| Kept {
            with,
            org: group.org,
            class: group.class.clone(),
        })
        .collect();
    if kind.rates_own_unit() {
        return kept;
    }
    let (apart, whole, rest) = partition(kind, groups, floor);
    for places in &whole {
        merge(&mut kept, places, apart.get(places).copied().flatten());
    }
    merge(&mut kept, &rest, None);
    kept
}

type Places = Vec<usize>;

/// Parts that may stay apart with their town, those among them that forget their classes, and the places of the rest.
fn partition(
    kind: CampaignKind,
    groups: &[Answered],
    floor: u32,
) -> (BTreeMap<Places, Option<Uuid>>, Vec<Places>, Places) {
    let by_town = kind == CampaignKind::Grassroots;
    let mut parts: Vec<(Places, Option<Uuid>)> = Vec::new();
    for (place, group) in groups.iter().enumerate() {
        let same = parts.iter_mut().find(|(_, org)| by_town && *org == group.org);
        match same {
            Some((places, _)) => places.push(place),
            None => parts.push((vec![place], group.org)),
        }
    }
    let ballots = |place: &usize| groups.get(*place).map_or(0, |group| group.ballots);
    let weighed = |(places, org): (Places, Option<Uuid>)| {
        let cast: u32 = places.iter().map(ballots).sum();
        ((places, org), cast)
    };
    let nowhere = |(places, org): &(Places, Option<Uuid>)| {
        let classless = |place: &usize| groups.get(*place).is_some_and(|group| group.class.is_none());
        org.is_none() && places.iter().all(classless)
    };
    let (mut rest, mut apart): (Vec<_>, Vec<_>) = parts
        .into_iter()
        .map(weighed)
        .partition(|(part, cast)| nowhere(part) || (1..floor).contains(cast));
    top_up(&mut apart, &mut rest, floor);
    let whole = apart
        .iter()
        .map(|((places, _), _)| places)
        .filter(|places| places.iter().any(|place| (1..floor).contains(&ballots(place))))
        .cloned()
        .collect();
    let mut rest: Places = rest.into_iter().flat_map(|((places, _), _)| places).collect();
    rest.sort_unstable();
    (apart.into_iter().map(|(part, _)| part).collect(), whole, rest)
}

fn merge(kept: &mut [Kept], places: &[usize], org: Option<Uuid>) {
    let Some(with) = places.first().copied() else {
        return;
    };
    for place in places {
        if let Some(one) = kept.get_mut(*place) {
            *one = Kept {
                with,
                org,
                class: None,
            };
        }
    }
}
