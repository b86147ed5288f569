//! Evidence files (K45): made when somebody attaches them, with content that names the case.

use remit_store::entity::file_content;
use remit_store::entity::file_object::{self, PROBLEM, SHEET};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::matter::Matter;
use super::{Change, Desk};
use crate::city::Who;
use crate::evidence::{self, Page};
use crate::plan::Papers;
use crate::rng::Rng;

/// A file before it is a row.
struct Paper {
    name: String,
    mime: &'static str,
    bytes: Vec<u8>,
}

impl Desk<'_> {
    /// Attaches the files of an event to the problem, or to its source sheet while there is no problem yet;
    /// returns how many.
    pub(super) fn attach(
        &mut self,
        matter: &mut Matter,
        change: Change,
        who: Option<&Who>,
        (papers, text): (Papers, &str),
    ) -> u32 {
        let subject = match (&matter.problem, &matter.source) {
            (Some(row), _) => (PROBLEM, row.id),
            (None, Some(sheet)) => (SHEET, sheet.id),
            (None, None) => return 0,
        };
        let Some(who) = who.filter(|_| papers != Papers::None) else {
            return 0;
        };
        let made = self.make(matter, change, who, (papers, text));
        let mut count = 0;
        for paper in made {
            self.store(paper, subject, change, who);
            count += 1;
        }
        matter.evidence += count;
        count
    }

    fn make(&self, matter: &Matter, change: Change, who: &Who, (papers, text): (Papers, &str)) -> Vec<Paper> {
        let case = matter.case;
        let place = u64::try_from(self.data.files.len()).unwrap_or_default();
        let mut rng = Rng::of(self.mint.seed(), "paper", place);
        let (name, body) = match papers {
            Papers::None => return Vec::new(),
            Papers::Found => (
                "核实记录",
                matter
                    .tells
                    .map_or_else(|| case.map_or("", |case| case.facts), |sheet| sheet.basis),
            ),
            Papers::Done => ("整改报告", text),
            Papers::Grounds => ("异议说明", text),
        };
        let page = Page {
            heading: name,
            title: matter.title(),
            unit: matter.cast.unit,
            date: change.today(),
            writer: &who.label,
            body,
        };
        let written = if papers == Papers::Found && rng.chance(30) {
            paper(format!("{name}.txt"), "text/plain", page.text().into_bytes())
        } else {
            paper(format!("{name}.pdf"), "application/pdf", page.pdf())
        };
        let mut made = vec![written];
        if papers != Papers::Grounds && rng.chance(70) {
            let name = if papers == Papers::Done {
                "整改后照片.png"
            } else {
                "现场照片.png"
            };
            made.push(paper(name.to_owned(), "image/png", evidence::picture(&mut rng)));
        }
        made
    }

    fn store(&mut self, paper: Paper, (kind, subject): (&str, Uuid), change: Change, who: &Who) {
        let sha256 = hex::encode(Sha256::digest(&paper.bytes));
        let size = i64::try_from(paper.bytes.len()).unwrap_or(i64::MAX);
        if !self.data.contents.iter().any(|content| content.sha256 == sha256) {
            self.data.contents.push(file_content::Model {
                sha256: sha256.clone(),
                bytes: paper.bytes,
            });
        }
        self.data.files.push(file_object::Model {
            id: self.mint.id("file", change.at),
            jurisdiction_id: self.city.jurisdiction,
            sha256,
            name: paper.name,
            mime: paper.mime.to_owned(),
            size,
            secrecy: "INTERNAL".to_owned(),
            scanned: true,
            subject_kind: Some(kind.to_owned()),
            subject_id: Some(subject),
            uploaded_by: who.person,
            created_at: change.at,
            created_by: change.by,
            updated_at: change.at,
            version: 2,
            change_seq: change.seq,
        });
    }
}

fn paper(name: String, mime: &'static str, bytes: Vec<u8>) -> Paper {
    Paper { name, mime, bytes }
}
