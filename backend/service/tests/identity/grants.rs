//! The security administrator's work: granting, the second person, revoking; the separation of the three.

use chrono::{Duration, NaiveDate};
use remit_service::identity::grants::{NewGrant, confirm, grant, list, revoke};
use remit_service::problem::Step;
use remit_shared::audit::Outcome;
use remit_shared::identity::{GrantState, Role};
use remit_shared::notice::NoticeKind;
use remit_shared::policy::Capability;
use remit_shared::refusal::RefusalCode;
use remit_store::identity::{GrantFilter, GrantRow};
use remit_store::notice;
use remit_store::page::Slice;
use uuid::Uuid;

use crate::city::{
    BUREAU, BUREAU_SECTION, City, GENERAL_SECTION, Member, OFFICE, OVERSIGHT_SECTION, PASSWORD, TOWN, code,
    refusal,
};

fn today() -> NaiveDate {
    crate::city::day(2023, 3, 31)
}

/// Terms that suit the role.
fn terms(member: &Member, role: Role) -> NewGrant {
    let org = match role {
        Role::Dl | Role::Dc | Role::Lk => Some(BUREAU),
        _ => None,
    };
    NewGrant {
        account: member.account,
        role,
        org,
        section: (role == Role::Os).then_some(GENERAL_SECTION),
        valid_from: today(),
        valid_to: None,
        document_no: Some("诸编办授字〔2023〕1号".to_owned()),
    }
}

fn step(row: &GrantRow) -> Step {
    Step {
        id: row.grant.id,
        version: row.grant.version,
    }
}

remit_store::on_both_engines! {
    async fn the_three_administrators_exclude_each_other_and_everything_else(db: TestDb) {
        let city = City::new(db).await;
        city.member("se1", Role::Se).await;
        let se = city.enter("se1").await;
        let named: Vec<Role> = [Role::Ol, Role::Ov, Role::Os, Role::Dl, Role::Dc, Role::Ex, Role::Io, Role::Lk]
            .into_iter()
            .chain([Role::Cl, Role::Ra, Role::Sa, Role::Se, Role::Au])
            .collect();
        for held in &named {
            let login = format!("h{}", held.to_string().to_lowercase());
            let member = city.member(&login, *held).await;
            for new in &named {
                let excluded = held != new && (held.is_administrator() || new.is_administrator());
                let answer = grant(&city.app, &se, terms(&member, *new)).await;
                if excluded {
                    assert_eq!(code(answer), RefusalCode::Separation, "{held} then {new}");
                    assert_eq!(city.last_audit().await.outcome.get(), Outcome::Refused);
                } else if let Ok(given) = answer {
                    // Taken back, so that the next case finds what the case says.
                    revoke(&city.app, &se, step(&given), "试").await.unwrap();
                }
            }
        }
    }

    async fn separation_looks_through_all_accounts_of_a_person_and_at_waiting_grants(db: TestDb) {
        let city = City::new(db).await;
        city.member("se1", Role::Se).await;
        let se = city.enter("se1").await;
        let member = city.nobody("two").await;
        let waiting = grant(&city.app, &se, terms(&member, Role::Au)).await.unwrap();
        assert_eq!(waiting.grant.state, GrantState::Pending);
        assert_eq!(code(grant(&city.app, &se, terms(&member, Role::Sa)).await), RefusalCode::Separation);
        let second = city.second_account(&member, "second").await;
        assert_eq!(code(grant(&city.app, &se, terms(&second, Role::Dc)).await), RefusalCode::Separation);
        revoke(&city.app, &se, step(&waiting), "误").await.unwrap();
        grant(&city.app, &se, terms(&second, Role::Dc)).await.unwrap();
    }

    async fn an_ordinary_grant_is_in_force_at_once(db: TestDb) {
        let city = City::new(db).await;
        let se_member = city.member("se1", Role::Se).await;
        let se = city.enter("se1").await;
        let member = city.nobody("dc1").await;
        let given = grant(&city.app, &se, NewGrant { document_no: None, ..terms(&member, Role::Dc) }).await.unwrap();
        assert_eq!((given.grant.state.get(), given.grant.granted_by), (GrantState::Active, Some(se_member.account)));
        let record = city.last_audit().await;
        assert_eq!((record.action.as_str(), record.subject_label.as_str()), ("role.grant", "dc1 DC"));
        assert_eq!(city.sign_in("dc1").await.actor.role, Role::Dc);
    }

    async fn a_second_person_confirms_what_gives_power_over_others(db: TestDb) {
        let city = City::new(db).await;
        city.member("se1", Role::Se).await;
        let se2 = city.member("se2", Role::Se).await;
        let ol = city.member("ol1", Role::Ol).await;
        city.member("ov1", Role::Ov).await;
        let (granter, other) = (city.enter("se1").await, city.enter("se2").await);
        for (login, role) in [("new1", Role::Ol), ("new2", Role::Se), ("new3", Role::Au)] {
            let member = city.nobody(login).await;
            let without = NewGrant { document_no: Some(" ".to_owned()), ..terms(&member, role) };
            let told = refusal(grant(&city.app, &granter, without).await);
            assert_eq!((told.code, told.field.as_deref()), (RefusalCode::Basis, Some("documentNo")));
            let waiting = grant(&city.app, &granter, terms(&member, role)).await.unwrap();
            assert_eq!(waiting.grant.state, GrantState::Pending);
            assert_eq!(code(city.try_sign_in(login, PASSWORD).await), RefusalCode::SignIn, "not in force yet");
            assert_eq!(code(confirm(&city.app, &granter, step(&waiting)).await), RefusalCode::Conflict);
            let ov = city.enter("ov1").await;
            assert_eq!(code(confirm(&city.app, &ov, step(&waiting)).await), RefusalCode::Role);
            let stale = Step { version: 9, ..step(&waiting) };
            assert_eq!(code(confirm(&city.app, &other, stale).await), RefusalCode::Stale);
            let done = confirm(&city.app, &other, step(&waiting)).await.unwrap();
            assert_eq!(done.grant.state, GrantState::Active);
            assert_eq!(done.grant.confirmed_by, Some(se2.account));
            assert_eq!(code(confirm(&city.app, &other, step(&done)).await), RefusalCode::State);
            assert_eq!(city.sign_in(login).await.actor.role, role);
        }
        let member = city.nobody("new4").await;
        let waiting = grant(&city.app, &granter, terms(&member, Role::Au)).await.unwrap();
        let lead = city.enter("ol1").await;
        let seen = list(&city.app, &lead, GrantFilter::default(), Slice::first(50)).await.unwrap();
        assert_eq!(seen.rows.len(), 1, "the lead sees what waits, and nothing else");
        let done = confirm(&city.app, &lead, step(&waiting)).await.unwrap();
        assert_eq!(done.grant.confirmed_by, Some(ol.account));
    }

    async fn those_who_may_confirm_are_told_but_not_the_one_concerned(db: TestDb) {
        let city = City::new(db).await;
        let se1 = city.member("se1", Role::Se).await;
        let se2 = city.member("se2", Role::Se).await;
        let ol = city.member("ol1", Role::Ol).await;
        let se = city.enter("se1").await;
        let given = grant(&city.app, &se, terms(&ol, Role::Ol)).await;
        assert_eq!(code(given), RefusalCode::Dup);
        let member = city.nobody("au1").await;
        grant(&city.app, &se, terms(&member, Role::Au)).await.unwrap();
        for (account, lines) in [(se1.account, 0), (se2.account, 1), (ol.account, 1), (member.account, 0)] {
            assert_eq!(notice::unread(city.db.read(), crate::city::CITY, account).await.unwrap(), lines);
        }
        let ctx = city.enter("ol1").await;
        let scope = ctx.authorise(Capability::InboxRead).unwrap();
        let inbox = notice::inbox(city.db.read(), &scope, true, Slice::first(5)).await.unwrap();
        assert_eq!(inbox.rows[0].kind.get(), NoticeKind::GrantPending);
    }

    async fn a_confirmation_looks_at_what_the_person_holds_by_then(db: TestDb) {
        let city = City::new(db).await;
        city.member("se1", Role::Se).await;
        city.member("se2", Role::Se).await;
        let (granter, other) = (city.enter("se1").await, city.enter("se2").await);
        let member = city.nobody("new").await;
        let waiting = grant(&city.app, &granter, terms(&member, Role::Au)).await.unwrap();
        let hat = city.wear(&member, Role::Dc, Some(BUREAU)).await;
        assert_eq!(code(confirm(&city.app, &other, step(&waiting)).await), RefusalCode::Separation);
        revoke(&city.app, &granter, Step { id: hat, version: 1 }, "误").await.unwrap();
        confirm(&city.app, &other, step(&waiting)).await.unwrap();
    }

    async fn the_one_who_receives_does_not_confirm(db: TestDb) {
        let city = City::new(db).await;
        city.member("se1", Role::Se).await;
        let ol = city.member("ol1", Role::Ol).await;
        let se = city.enter("se1").await;
        let later = NewGrant { org: Some(OFFICE), section: Some(OVERSIGHT_SECTION), ..terms(&ol, Role::Ol) };
        let waiting = grant(&city.app, &se, later).await.unwrap();
        let lead = city.enter("ol1").await;
        assert_eq!(code(confirm(&city.app, &lead, step(&waiting)).await), RefusalCode::Conflict);
    }

    async fn nobody_grants_to_himself_or_takes_his_own_away(db: TestDb) {
        let city = City::new(db).await;
        let se_member = city.member("se1", Role::Se).await;
        let se = city.enter("se1").await;
        assert_eq!(code(grant(&city.app, &se, terms(&se_member, Role::Se)).await), RefusalCode::Conflict);
        let second = city.second_account(&se_member, "se1b").await;
        assert_eq!(code(grant(&city.app, &se, terms(&second, Role::Dc)).await), RefusalCode::Conflict);
        let own = Step { id: se.actor.as_ref().unwrap().grant_id, version: 1 };
        assert_eq!(code(revoke(&city.app, &se, own, "x").await), RefusalCode::Conflict);
    }

    async fn only_the_security_administrator_grants_and_revokes(db: TestDb) {
        let city = City::new(db).await;
        let member = city.nobody("dc1").await;
        let hat = city.wear(&member, Role::Dc, Some(BUREAU)).await;
        for role in [Role::Ol, Role::Ov, Role::Dl, Role::Dc, Role::Sa, Role::Au] {
            let login = format!("x{}", role.to_string().to_lowercase());
            city.member(&login, role).await;
            let ctx = city.enter(&login).await;
            assert_eq!(code(grant(&city.app, &ctx, terms(&member, Role::Lk)).await), RefusalCode::Role, "{role}");
            let taken = revoke(&city.app, &ctx, Step { id: hat, version: 1 }, "x").await;
            assert_eq!(code(taken), RefusalCode::Role, "{role}");
            let seen = list(&city.app, &ctx, GrantFilter::default(), Slice::first(5)).await;
            assert_eq!(seen.is_ok(), matches!(role, Role::Ol | Role::Sa), "{role}");
        }
    }

    async fn a_hat_belongs_where_its_role_belongs(db: TestDb) {
        let city = City::new(db).await;
        city.member("se1", Role::Se).await;
        let se = city.enter("se1").await;
        let member = city.nobody("new").await;
        let of = |role, org, section| NewGrant { org, section, ..terms(&member, role) };
        let bad = [
            (of(Role::Dc, None, None), RefusalCode::Input, "orgId"),
            (of(Role::Dl, Some(OFFICE), None), RefusalCode::Input, "orgId"),
            (of(Role::Lk, Some(OFFICE), None), RefusalCode::Input, "orgId"),
            (of(Role::Ov, Some(BUREAU), None), RefusalCode::Input, "orgId"),
            (of(Role::Sa, Some(OFFICE), None), RefusalCode::Input, "orgId"),
            (of(Role::Dc, Some(Uuid::from_u128(9)), None), RefusalCode::NotFound, "orgId"),
            (of(Role::Os, Some(OFFICE), None), RefusalCode::Input, "sectionId"),
            (of(Role::Os, Some(OFFICE), Some(BUREAU_SECTION)), RefusalCode::Input, "sectionId"),
            (of(Role::Dc, Some(TOWN), Some(BUREAU_SECTION)), RefusalCode::Input, "sectionId"),
            (of(Role::Io, None, Some(BUREAU_SECTION)), RefusalCode::Input, "sectionId"),
            (of(Role::Tk, None, None), RefusalCode::Input, "role"),
        ];
        for (input, expected, field) in bad {
            let told = refusal(grant(&city.app, &se, input.clone()).await);
            assert_eq!((told.code, told.field.as_deref()), (expected, Some(field)), "{input:?}");
        }
        let office = grant(&city.app, &se, of(Role::Ov, None, None)).await.unwrap();
        assert_eq!(office.grant.org_id, Some(OFFICE), "the office is filled in");
        let section = grant(&city.app, &se, of(Role::Os, None, Some(GENERAL_SECTION))).await.unwrap();
        assert_eq!((section.grant.org_id, section.grant.section_id), (Some(OFFICE), Some(GENERAL_SECTION)));
        let town = grant(&city.app, &se, of(Role::Dc, Some(TOWN), None)).await.unwrap();
        assert_eq!(town.grant.org_id, Some(TOWN));
        grant(&city.app, &se, of(Role::Dc, Some(BUREAU), Some(BUREAU_SECTION))).await.unwrap();
    }

    async fn a_period_is_checked_and_the_same_hat_is_not_given_twice(db: TestDb) {
        let city = City::new(db).await;
        city.member("se1", Role::Se).await;
        let se = city.enter("se1").await;
        let member = city.nobody("ov1").await;
        let of = |from: i64, to: Option<i64>| NewGrant {
            valid_from: today() + Duration::days(from),
            valid_to: to.map(|days| today() + Duration::days(days)),
            ..terms(&member, Role::Ov)
        };
        let early = refusal(grant(&city.app, &se, of(-1, None)).await);
        assert_eq!((early.code, early.field.as_deref()), (RefusalCode::Input, Some("validFrom")));
        let backwards = refusal(grant(&city.app, &se, of(5, Some(4))).await);
        assert_eq!((backwards.code, backwards.field.as_deref()), (RefusalCode::Input, Some("validTo")));
        grant(&city.app, &se, of(0, Some(10))).await.unwrap();
        assert_eq!(code(grant(&city.app, &se, of(10, None)).await), RefusalCode::Dup);
        grant(&city.app, &se, of(11, None)).await.unwrap();
        let ghost = NewGrant { account: Uuid::from_u128(9), ..of(0, None) };
        assert_eq!(code(grant(&city.app, &se, ghost).await), RefusalCode::NotFound);
    }

    async fn a_revoked_grant_is_gone_once_and_for_all(db: TestDb) {
        let city = City::new(db).await;
        city.member("se1", Role::Se).await;
        let se = city.enter("se1").await;
        let member = city.nobody("dc1").await;
        let given = grant(&city.app, &se, terms(&member, Role::Dc)).await.unwrap();
        let session = city.sign_in("dc1").await;
        assert_eq!(code(revoke(&city.app, &se, step(&given), "").await), RefusalCode::Reason);
        city.act(&session).await.unwrap();
        let gone = revoke(&city.app, &se, step(&given), "岗位调整").await.unwrap();
        assert_eq!(gone.grant.state, GrantState::Revoked);
        assert_eq!(city.last_audit().await.detail.as_deref(), Some("岗位调整"));
        assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated);
        assert_eq!(code(revoke(&city.app, &se, step(&gone), "x").await), RefusalCode::State);
        assert_eq!(code(revoke(&city.app, &se, step(&given), "x").await), RefusalCode::Stale);
        assert_eq!(code(confirm(&city.app, &se, step(&gone)).await), RefusalCode::State);
    }
}
