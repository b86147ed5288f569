//! What can be done to a session, and the expert's review (K14).

use leptos::prelude::*;
use remit_shared::panel::SessionEventKind as E;
use remit_shared::wire::Wire;

use super::plan::Many;
use super::session::Review;
use super::{
    CancelSession, HoldSession, ReviewGrade, Session, WriteReview, cancel_session, hold_session, write_review,
};
use crate::api::mutate;
use crate::i18n::{lang, t, word};
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{Checkbox, Form, RadioGroup, ReasonDialog, TextArea, required};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// The card with the buttons, and its dialogs; nothing for those who have nothing to do.
#[component]
pub(super) fn Acts(row: Memo<Session>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (holding, cancelling) = (RwSignal::new(false), RwSignal::new(false));
    let (minutes, attended) = (RwSignal::new(String::new()), RwSignal::new(Vec::<String>::new()));
    let members = Signal::derive(move || {
        row.with(|row| {
            let people = row.members.iter().filter_map(|member| member.person.as_ref());
            people
                .map(|person| (person.id.clone(), person.display_name.clone()))
                .collect::<Vec<_>>()
        })
    });
    Effect::new(move |_| {
        if holding.get() {
            attended.set(members.get_untracked().into_iter().map(|(id, _)| id).collect());
        }
    });
    let step = move || row.with_untracked(|row| (row.id.clone(), row.version));
    let done = move |event: E| {
        holding.set(false);
        cancelling.set(false);
        toasts.show(t::panel::session::acted(word(event)));
        changed.run(());
    };
    let hold = Callback::new(move |()| {
        if !form.check([required("minutes", minutes, t::panel::session::MINUTES)]) {
            return;
        }
        let (id, version) = step();
        let input = hold_session::HoldExpertSessionInput {
            id,
            version,
            minutes: minutes.get_untracked(),
            attended_ids: attended.get_untracked(),
        };
        form.submit(
            mutate::<HoldSession>(hold_session::Variables { input }),
            move |_| done(E::Hold),
        );
    });
    let cancel = Callback::new(move |reason: String| {
        let (id, version) = step();
        let input = cancel_session::CancelExpertSessionInput { id, version, reason };
        form.submit(
            mutate::<CancelSession>(cancel_session::Variables { input }),
            move |_| done(E::Cancel),
        );
    });
    let buttons = move || {
        let actions = row.with(|row| row.actions.clone());
        let shown = actions.into_iter().filter_map(|action| {
            let event = E::parse(&action.action)?;
            let open = if event == E::Hold { holding } else { cancelling };
            if action.allowed {
                let class = if event == E::Hold { "btn primary" } else { "btn" };
                return Some(view! { <button type="button" class=class on:click=move |_| open.set(true)>{move || word(event)}</button> }.into_any());
            }
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <p class="muted"><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</p> }.into_any())
        });
        view! { <div class="row">{shown.collect_view()}</div> }
    };
    let any = move || row.with(|row| !row.actions.is_empty());
    view! {
        {move || any().then(|| view! { <Card title=t::panel::session::NEXT>{buttons}</Card> })}
        <ActionDialog open=holding form=form title=t::panel::session::HOLD explain=Some(t::panel::session::HOLD_WHY) submit=t::panel::session::SUBMIT on_submit=hold>
            <Many form=form name="attendedIds" label=t::panel::session::ATTENDED options=members value=attended/>
            <TextArea form=form name="minutes" label=t::panel::session::MINUTES value=minutes required=true max=4000/>
        </ActionDialog>
        <ReasonDialog open=cancelling form=form title=t::panel::session::CANCEL explain=t::panel::session::CANCEL_WHY submit=t::panel::session::CANCEL danger=true on_submit=cancel/>
    }
}

/// The expert's own review, handed in once.
#[component]
pub(super) fn ReviewDialog(review: RwSignal<Option<Review>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(review);
    let (grade, opinion) = (RwSignal::new(None::<ReviewGrade>), RwSignal::new(String::new()));
    let recused = RwSignal::new(false);
    let send = Callback::new(move |()| {
        let fine = form.check([required("opinion", opinion, t::panel::session::OPINION)]);
        let Some(review) = review.get_untracked().filter(|_| fine) else {
            return;
        };
        let input = write_review::WriteExpertReviewInput {
            id: review.id,
            version: review.version,
            grade: grade.get_untracked(),
            opinion: opinion.get_untracked(),
            declares_recusal: recused.get_untracked(),
        };
        form.submit(
            mutate::<WriteReview>(write_review::Variables { input }),
            move |_| {
                open.set(false);
                opinion.set(String::new());
                grade.set(None);
                recused.set(false);
                toasts.show(t::panel::session::WRITTEN.get().to_owned());
                changed.run(());
            },
        );
    });
    let about = move || {
        review.with(|review| {
            review
                .as_ref()
                .and_then(|review| review.org.as_ref().map(|org| org.name.clone()))
        })
    };
    view! {
        <ActionDialog open=open form=form title=t::panel::session::WRITE explain=Some(t::panel::session::WRITE_WHY) submit=t::panel::session::SUBMIT on_submit=send>
            <p><strong>{move || about().unwrap_or_else(|| t::panel::session::WHOLE.get().to_owned())}</strong></p>
            <RadioGroup form=form name="grade" label=t::panel::session::GRADE values=ReviewGrade::ALL value=grade/>
            <TextArea form=form name="opinion" label=t::panel::session::OPINION value=opinion required=true max=4000/>
            <Checkbox form=form name="declaresRecusal" label=t::panel::session::DECLARE value=recused/>
        </ActionDialog>
    }
}
