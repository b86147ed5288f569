//! A bar chart that is a table first: the bars stand in the rows, so every reader gets the numbers.

use leptos::prelude::*;

use crate::i18n::{Text, tr};

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long it is.
    pub value: f64,
    /// The number as text.
    pub shown: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// Bars below each other.
#[component]
pub fn BarChart(
    /// What it shows.
    caption: Text,
    /// Heading of the labels.
    label: Text,
    /// Heading of the numbers.
    value: Text,
    /// Bars.
    bars: Vec<Bar>,
) -> impl IntoView {
    let most = bars.iter().map(|bar| bar.value).fold(0.0_f64, f64::max);
    let rows = bars
        .into_iter()
        .map(|bar| {
            let width = if most > 0.0 { bar.value / most * 100.0 } else { 0.0 };
            let name = match bar.href {
                Some(href) => view! { <a href=href>{bar.label}</a> }.into_any(),
                None => bar.label.into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="bar-cell" aria-hidden="true">
                        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
                            <rect width=format!("{width:.1}") height="10"></rect>
                        </svg>
                    </td>
                    <td class="number num">{bar.shown}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table dense bars">
            <caption>{tr(caption)}</caption>
            <thead class="sr-only">
                <tr>
                    <th scope="col">{tr(label)}</th>
                    <th scope="col"></th>
                    <th scope="col">{tr(value)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
