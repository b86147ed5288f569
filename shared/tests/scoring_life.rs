//! The life of a result and of an appeal (§3.10): every (state, event) pair, allowed and refused.

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use remit_shared::calendar::{WorkCalendar, china};
    use remit_shared::identity::Role;
    use remit_shared::refusal::RefusalCode;
    use remit_shared::scoring::life::{
        AppealFacts, AppealState, RunEventKind as E, RunFacts, RunState as S, appeal, available, decide,
        may_run, next,
    };
    use remit_shared::wire::Wire;
    use uuid::Uuid;

    const RUNNER: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    fn facts(role: Role) -> RunFacts<'static> {
        RunFacts {
            role,
            person: OTHER,
            ran_by: Some(RUNNER),
            open_appeals: 0,
            list_open: false,
            decreed: false,
            text: Some("诸编委〔2023〕9号"),
        }
    }

    type Row = (E, Role, &'static [(S, S)]);

    /// Event, role, the states it leaves and where it leads.
    const TABLE: [Row; 6] = [
        (E::Review, Role::Ov, &[(S::Draft, S::Reviewed)]),
        (E::Publish, Role::Ol, &[(S::Reviewed, S::Published)]),
        (
            E::OpenList,
            Role::Ol,
            &[
                (S::Published, S::Published),
                (S::Frozen, S::Frozen),
                (S::Exported, S::Exported),
            ],
        ),
        (E::Freeze, Role::Ol, &[(S::Published, S::Frozen)]),
        (E::Export, Role::Ol, &[(S::Frozen, S::Exported)]),
        (
            E::Correct,
            Role::Ol,
            &[(S::Frozen, S::Frozen), (S::Exported, S::Exported)],
        ),
    ];

    #[test]
    fn every_pair_of_state_and_event() {
        assert_eq!(TABLE.len(), E::ALL.len());
        for (event, role, ways) in TABLE {
            for state in S::ALL {
                let answer = next(*state, event, &facts(role));
                match ways.iter().find(|(from, _)| from == state) {
                    Some((_, to)) => assert_eq!(answer, Ok(*to), "{state} {event}"),
                    None => assert_eq!(
                        answer.map_err(|refusal| refusal.code),
                        Err(RefusalCode::State),
                        "{state} {event}"
                    ),
                }
            }
            for other in Role::ALL.iter().filter(|other| **other != role) {
                let answer = next(ways[0].0, event, &facts(*other));
                assert_eq!(
                    answer.map_err(|refusal| refusal.code),
                    Err(RefusalCode::Role),
                    "{other} {event}"
                );
            }
        }
    }

    #[test]
    fn what_a_person_lacks_is_named() {
        let code =
            |state, event, facts: &RunFacts<'_>| next(state, event, facts).map_err(|refusal| refusal.code);
        let silent = |role| RunFacts {
            text: None,
            ..facts(role)
        };
        assert_eq!(
            code(S::Draft, E::Review, &silent(Role::Ov)),
            Err(RefusalCode::Reason)
        );
        assert_eq!(
            code(S::Frozen, E::Correct, &silent(Role::Ol)),
            Err(RefusalCode::Basis)
        );
        let own = RunFacts {
            person: RUNNER,
            ..facts(Role::Ol)
        };
        assert_eq!(code(S::Reviewed, E::Publish, &own), Err(RefusalCode::Conflict));
        let contested = RunFacts {
            open_appeals: 1,
            ..facts(Role::Ol)
        };
        assert_eq!(code(S::Published, E::Freeze, &contested), Err(RefusalCode::State));
        let decreed = RunFacts {
            decreed: true,
            ..facts(Role::Ol)
        };
        assert_eq!(code(S::Exported, E::Correct, &decreed), Err(RefusalCode::State));
        let open = RunFacts {
            list_open: true,
            ..facts(Role::Ol)
        };
        assert_eq!(code(S::Published, E::OpenList, &open), Err(RefusalCode::State));
    }

    #[test]
    fn buttons_show_before_anything_is_typed() {
        let silent = RunFacts {
            text: None,
            open_appeals: 2,
            ..facts(Role::Ol)
        };
        let offered: Vec<_> = available(S::Published, &silent)
            .into_iter()
            .map(|(event, outcome)| (event, outcome.is_ok()))
            .collect();
        assert_eq!(offered, [(E::OpenList, true), (E::Freeze, false)]);
        assert!(available(S::Published, &facts(Role::Dl)).is_empty());
    }

    #[test]
    fn a_frozen_year_is_not_run_again_but_by_a_document() {
        for state in S::ALL {
            let frozen = matches!(state, S::Frozen | S::Exported);
            assert_eq!(may_run(Some(*state), false).is_err(), frozen, "{state}");
            assert!(may_run(Some(*state), true).is_ok(), "{state}");
        }
        assert!(may_run(None, false).is_ok());
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_appeal_is_in_time_with_grounds_and_evidence() {
        let calendar = WorkCalendar::new(china::all_china_days()).unwrap();
        let fine = AppealFacts {
            run: S::Published,
            own_unit: true,
            published_on: Some(day("2023-01-20")),
            days: 5,
            // The spring festival lies between: five working days after 20 January, two of them on a weekend, end on 1 February.
            today: day("2023-02-01"),
            calendar: &calendar,
            duplicate: false,
            grounds: Some("清单已按时调整"),
            evidence: 1,
        };
        assert_eq!(appeal(&fine), Ok(day("2023-02-01")));
        let code = |facts: AppealFacts<'_>| appeal(&facts).unwrap_err().code;
        assert_eq!(
            code(AppealFacts {
                today: day("2023-02-03"),
                ..fine
            }),
            RefusalCode::Late
        );
        assert_eq!(
            code(AppealFacts {
                own_unit: false,
                ..fine
            }),
            RefusalCode::NotFound
        );
        assert_eq!(
            code(AppealFacts {
                duplicate: true,
                ..fine
            }),
            RefusalCode::Dup
        );
        assert_eq!(
            code(AppealFacts {
                grounds: Some(" "),
                ..fine
            }),
            RefusalCode::Reason
        );
        assert_eq!(code(AppealFacts { evidence: 0, ..fine }), RefusalCode::Evidence);
        for (run, wanted) in [
            (S::Draft, RefusalCode::State),
            (S::Reviewed, RefusalCode::State),
            (S::Frozen, RefusalCode::Frozen),
            (S::Exported, RefusalCode::Frozen),
            (S::Superseded, RefusalCode::State),
        ] {
            assert_eq!(code(AppealFacts { run, ..fine }), wanted, "{run}");
        }
    }

    #[test]
    fn an_appeal_is_decided_once_with_reasons_by_somebody_else() {
        let code = |state, role, person, reasons| {
            decide(state, role, person, Some(RUNNER), reasons).map_err(|refusal| refusal.code)
        };
        assert_eq!(code(AppealState::Filed, Role::Ol, OTHER, "经核属实"), Ok(()));
        assert_eq!(
            code(AppealState::Filed, Role::Ol, RUNNER, "经核属实"),
            Err(RefusalCode::Conflict)
        );
        assert_eq!(
            code(AppealState::Filed, Role::Ol, OTHER, " "),
            Err(RefusalCode::Reason)
        );
        assert_eq!(
            code(AppealState::Filed, Role::Ov, OTHER, "经核属实"),
            Err(RefusalCode::Role)
        );
        for done in [AppealState::Upheld, AppealState::Accepted] {
            assert_eq!(code(done, Role::Ol, OTHER, "经核属实"), Err(RefusalCode::State));
        }
    }
}
