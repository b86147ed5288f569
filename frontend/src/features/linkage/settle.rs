//! Finishing the study of a window, feeding it back, and the end of a countermeasure.

use leptos::prelude::*;

use super::{
    FeedBackWindow, FinishCountermeasure, StudyWindow, Window, WindowState, feed_back_window,
    finish_countermeasure, study_window,
};
use crate::api::mutate;
use crate::i18n::t;
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{Form, ReasonDialog, TextArea};
use crate::ui::toast::use_toasts;

#[component]
pub(super) fn Settle(chosen: RwSignal<Option<Window>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(chosen);
    let text = RwSignal::new(String::new());
    let done = move || {
        chosen.set(None);
        text.set(String::new());
        toasts.show(t::linkage::SETTLED.get().to_owned());
        changed.run(());
    };
    let send = Callback::new(move |()| {
        let Some(window) = chosen.get_untracked() else {
            return;
        };
        let (id, version, text) = (window.id, window.version, text.get_untracked());
        if window.state == WindowState::Closed {
            let input = study_window::LinkageWindowInput { id, version, text };
            form.submit(
                mutate::<StudyWindow>(study_window::Variables { input }),
                move |_| done(),
            );
        } else {
            let input = feed_back_window::LinkageWindowInput { id, version, text };
            form.submit(
                mutate::<FeedBackWindow>(feed_back_window::Variables { input }),
                move |_| done(),
            );
        }
    });
    let studies = Memo::new(move |_| {
        chosen.with(|window| {
            window
                .as_ref()
                .is_some_and(|window| window.state == WindowState::Closed)
        })
    });
    move || {
        let title = if studies.get() {
            t::linkage::STUDY
        } else {
            t::linkage::FEED_BACK
        };
        view! {
            <ActionDialog open=open form=form title=title explain=Some(t::linkage::SETTLE_WHY) submit=title on_submit=send>
                <TextArea form=form name="text" label=t::linkage::SETTLE_TEXT value=text max=4000/>
            </ActionDialog>
        }
    }
}

#[component]
pub(super) fn Finish(chosen: RwSignal<Option<(String, i64)>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(chosen);
    let send = Callback::new(move |result: String| {
        let Some((id, version)) = chosen.get_untracked() else {
            return;
        };
        let input = finish_countermeasure::FinishCountermeasureInput { id, version, result };
        form.submit(
            mutate::<FinishCountermeasure>(finish_countermeasure::Variables { input }),
            move |_| {
                chosen.set(None);
                toasts.show(t::linkage::SETTLED.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ReasonDialog open=open form=form field="result" label=t::linkage::RESULT title=t::linkage::FINISH explain=t::linkage::FINISH_WHY submit=t::linkage::FINISH on_submit=send/>
    }
}
