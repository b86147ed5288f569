//! Pages of a list.

use leptos::prelude::*;

use crate::i18n::{t, tr};
use crate::url_state::{PAGE, PAGE_SIZE, PAGE_SIZES, SIZE, UrlState};

/// Page numbers, one step back and forth, rows on a page. Hidden while everything fits on the smallest page.
#[component]
pub fn Pager(
    /// URL state of the page.
    url: UrlState,
    /// Rows in all.
    #[prop(into)]
    total: Signal<i64>,
) -> impl IntoView {
    let (page, size) = (url.page(), url.size());
    let pages = Memo::new(move |_| ((total.get() + size.get() - 1) / size.get()).max(1));
    let go = move |page: i64| url.set(PAGE, (page > 1).then(|| page.to_string()));
    view! {
        <Show when=move || { total.get() > PAGE_SIZES[0] }>
            <nav class="pager" aria-label=tr(t::kit::table::PAGES)>
                <label class="pager-size">
                    {tr(t::kit::table::SIZE)}
                    <select
                        class="input small"
                        on:change:target=move |event| {
                            let size = event.target().value();
                            url.set(SIZE, (size != PAGE_SIZE.to_string()).then_some(size));
                        }
                    >
                        {PAGE_SIZES
                            .iter()
                            .map(|choice| {
                                view! { <option value=choice.to_string() selected=move || size.get() == *choice>{*choice}</option> }
                            })
                            .collect_view()}
                    </select>
                </label>
                <button
                    type="button"
                    class="btn small"
                    disabled=move || page.get() <= 1
                    on:click=move |_| go(page.get_untracked() - 1)
                >
                    {tr(t::kit::table::PREVIOUS)}
                </button>
                {move || {
                    numbers(page.get(), pages.get())
                        .into_iter()
                        .map(|number| match number {
                            Some(number) => {
                                view! {
                                    <button
                                        type="button"
                                        class="btn small page-number"
                                        aria-current=(number == page.get()).then_some("page")
                                        on:click=move |_| go(number)
                                    >
                                        {number}
                                    </button>
                                }
                                    .into_any()
                            }
                            None => view! { <span class="muted">"…"</span> }.into_any(),
                        })
                        .collect_view()
                }}
                <button
                    type="button"
                    class="btn small"
                    disabled=move || { page.get() >= pages.get() }
                    on:click=move |_| go(page.get_untracked() + 1)
                >
                    {tr(t::kit::table::NEXT)}
                </button>
            </nav>
        </Show>
    }
}

/// First, last, and two around the present page; `None` is a gap.
fn numbers(page: i64, pages: i64) -> Vec<Option<i64>> {
    let mut out = Vec::new();
    let mut last = 0;
    for number in 1..=pages {
        if number == 1 || number == pages || (number - page).abs() <= 1 {
            if number > last + 1 {
                out.push(None);
            }
            out.push(Some(number));
            last = number;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_long_row_of_pages_is_cut_on_both_sides() {
        assert_eq!(numbers(1, 1), [Some(1)]);
        assert_eq!(
            numbers(5, 9),
            [Some(1), None, Some(4), Some(5), Some(6), None, Some(9)]
        );
        assert_eq!(numbers(2, 3), [Some(1), Some(2), Some(3)]);
    }
}
