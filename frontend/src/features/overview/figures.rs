//! The figures of a year: value, name, counting rule on demand, link to the rows behind it.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::{FigureRows, figure_rows};
use crate::api::use_query;
use crate::i18n::{lang, t, tr};
use crate::session::{Session, use_session};
use crate::ui::state::{empty, loaded};
use crate::ui::time;
use crate::url_state::{UrlState, use_url_state};

type Figure = figure_rows::FigureRowsYearFiguresFigures;

/// Years offered besides the one that the URL names.
const YEARS: i64 = 3;

/// The year whose figures close next: they are taken on 31 March of the year after.
fn closing_year(today: NaiveDate) -> i64 {
    let year = i64::from(today.year());
    if today.month() <= 3 { year - 1 } else { year }
}

/// The figures, with the year in the URL.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let (url, session) = (use_url_state(), use_session());
    let chosen = url.year("year");
    let usual = Memo::new(move |_| session.today().map_or(2022, closing_year));
    let year = Memo::new(move |_| chosen.get().unwrap_or_else(|| usual.get()));
    let query = use_query::<FigureRows>(move || figure_rows::Variables { year: year.get() });
    view! {
        {move || {
            let notices = url.notices();
            (!notices.is_empty())
                .then(|| {
                    let lines = notices.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
                    view! { <div class="notice warn" role="status"><div>{lines}</div></div> }
                })
        }}
        <section class="card" aria-labelledby="overview-figures">
            <header class="card-head">
                <h2 id="overview-figures">{tr(t::overview::FIGURES)}</h2>
                <YearChoice url=url year=year usual=usual/>
            </header>
            <div class="card-body">
                {loaded(
                    query,
                    move |answer| move || {
                        let (as_of, figures) = answer
                            .with(|answer| (answer.year_figures.as_of, answer.year_figures.figures.clone()));
                        if figures.is_empty() {
                            return empty(t::overview::FIGURES_NONE, None);
                        }
                        view! {
                            <p class="muted">{t::overview::as_of(time::day(as_of))}" · "{tr(t::overview::FIGURES_WHY)}</p>
                            <ul class="figures">{figures.into_iter().map(|line| figure(line, session)).collect_view()}</ul>
                        }
                            .into_any()
                    },
                )}
            </div>
        </section>
    }
}

#[component]
fn YearChoice(url: UrlState, year: Memo<i64>, usual: Memo<i64>) -> impl IntoView {
    let years = move || {
        let newest = usual.get() + 1;
        let mut years: Vec<_> = (newest - YEARS + 1..=newest).rev().collect();
        if !years.contains(&year.get()) {
            years.push(year.get());
        }
        years
    };
    view! {
        <label class="row">
            <span class="muted">{tr(t::overview::YEAR)}</span>
            <select
                class="input small"
                on:change:target=move |event| {
                    let value = event.target().value();
                    url.set("year", (value != usual.get_untracked().to_string()).then_some(value));
                }
            >
                {move || {
                    years()
                        .into_iter()
                        .map(|choice| {
                            view! {
                                <option value=choice.to_string() selected=move || year.get() == choice>
                                    {t::overview::year_of(choice)}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
}

/// The right that opening a list takes; a link that would end at "forbidden" is not offered.
fn may_open(session: Session, path: &str) -> bool {
    match path {
        "/problems" => session.may(Capability::ProblemRead),
        "/ledger" => session.may(Capability::LedgerRead),
        "/sheets" => session.may(Capability::PushRead),
        "/registry" => session.may(Capability::RegistryRead),
        "/plans" => session.may(Capability::PlanRead),
        // The overview itself is where the reader is.
        _ => false,
    }
}

fn figure(figure: Figure, session: Session) -> AnyView {
    let Figure {
        name_zh,
        name_en,
        value,
        rule_zh,
        rule_en,
        list,
        filter,
        ..
    } = figure;
    let (name, rule) = (
        lang().pick(&name_zh, &name_en).to_owned(),
        lang().pick(&rule_zh, &rule_en).to_owned(),
    );
    let link = list.filter(|path| may_open(session, path)).map(|path| {
        let href = match filter.filter(|filter| !filter.is_empty()) {
            Some(filter) => format!("{path}?{filter}"),
            None => path,
        };
        let label = format!("{}:{name}", t::overview::ROWS.get());
        view! { <a href=href aria-label=label>{tr(t::overview::ROWS)}</a> }
    });
    view! {
        <li class="figure">
            <p class="figure-name">{name}</p>
            <p class="figure-value num">{value}</p>
            <div class="figure-foot">
                <details><summary>{tr(t::overview::RULE)}</summary><p>{rule}</p></details>
                {link}
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{NaiveDate, closing_year};

    #[test]
    fn until_the_end_of_march_the_figures_are_last_years() {
        let year_on = |month, day| NaiveDate::from_ymd_opt(2023, month, day).map(closing_year);
        assert_eq!(year_on(3, 31), Some(2022));
        assert_eq!(year_on(4, 1), Some(2023));
    }
}
