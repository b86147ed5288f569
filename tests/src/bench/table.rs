//! Tables of figures.

use std::time::Duration;

use super::load::Figures;

/// A table that is printed as it grows, in columns that Markdown takes too.
pub struct Table {
    widths: Vec<usize>,
}

impl Table {
    /// Prints the head. A column is as wide as its title, at least nine; the first one takes most.
    pub fn new(title: &str, columns: &[&str]) -> Self {
        println!("\n## {title}\n");
        let widths: Vec<_> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| column.chars().count().max(if at == 0 { 34 } else { 9 }))
            .collect();
        let table = Self { widths };
        table.row(
            &columns
                .iter()
                .map(|&column| column.to_owned())
                .collect::<Vec<_>>(),
        );
        let rule: Vec<_> = table.widths.iter().map(|width| "-".repeat(*width)).collect();
        println!("|-{}-|", rule.join("-|-"));
        table
    }

    /// Prints a row.
    pub fn row(&self, cells: &[String]) {
        let padded = cells
            .iter()
            .zip(&self.widths)
            .enumerate()
            .map(|(at, (cell, width))| {
                if at == 0 {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            });
        println!("| {} |", padded.collect::<Vec<_>>().join(" | "));
    }
}

/// Columns of a load: what, clients, rate, p50, p99, and whatever follows.
pub fn load_columns<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["what", "clients", "per s", "p50 ms", "p99 ms"], more].concat()
}

/// Cells of a load.
pub fn load_cells(what: &str, clients: usize, figures: &Figures, more: &[String]) -> Vec<String> {
    let mut cells = vec![
        what.to_owned(),
        clients.to_string(),
        rate(figures.rate),
        ms(figures.p50),
        ms(figures.p99),
    ];
    cells.extend_from_slice(more);
    cells
}

/// A rate or another large number.
pub fn rate(value: f64) -> String {
    if value < 100.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// Milliseconds.
pub fn ms(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}

/// How many times another figure.
pub fn ratio(of: f64, to: f64) -> String {
    format!("{:.2}", of / to)
}

/// Nothing to say.
pub fn none() -> String {
    "-".to_owned()
}
