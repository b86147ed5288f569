//! The panel at work (§6.1): 39 suggestions with their screening, recusals, 6 expert sessions with their reviews.
//! Every step is asked of the machines of `remit_shared::panel`.

mod desk;
mod recusals;
mod sessions;
mod suggestions;
mod texts;

use crate::city::City;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::mint::Mint;
use crate::plan::Rules;

/// What the modules write with.
pub(crate) struct Pen<'a> {
    city: &'a City,
    rules: Rules<'a>,
    mint: &'a mut Mint,
    data: &'a mut Dataset,
    change: i64,
}

impl Pen<'_> {
    /// Takes the next ticket.
    fn ticket(&mut self) -> i64 {
        self.change += 1;
        self.change
    }
}

/// Writes the panel's year and returns the last change of the city.
pub(crate) fn work(
    city: &City,
    rules: Rules<'_>,
    mint: &mut Mint,
    data: &mut Dataset,
    change: i64,
) -> Result<i64, DemoError> {
    let mut pen = Pen {
        city,
        rules,
        mint,
        data,
        change,
    };
    recusals::write(&mut pen)?;
    suggestions::write(&mut pen)?;
    sessions::write(&mut pen)?;
    Ok(pen.change)
}
