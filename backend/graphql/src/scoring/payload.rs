//! What the mutations of results answer.

use async_graphql::{Result, SimpleObject};
use remit_service::failure::Answer;
use remit_service::rows::{appeal, assessment_export, score_run};

use super::{Appeal, AssessmentExport, ScoreRun};
use crate::context::RequestContext;
use crate::failure::UserProblem;

macro_rules! payload {
    ($(#[$doc:meta])* $name:ident, $field:ident: $object:ident($model:path)) => {
        $(#[$doc])*
        #[derive(SimpleObject)]
        pub struct $name {
            /// The record as changed.
            $field: Option<$object>,
            /// Why nothing was changed; empty on success.
            problems: Vec<UserProblem>,
        }

        impl $name {
            /// Wraps a use case's answer.
            pub fn of(request: &RequestContext, answer: Answer<$model>) -> Result<Self> {
                let settled = request.settle(answer)?;
                Ok(Self {
                    $field: settled.value.map($object),
                    problems: settled.problems,
                })
            }
        }
    };
}

payload!(
    /// The run as changed, or why it was not.
    ScoreRunPayload, run: ScoreRun(score_run::Model)
);
payload!(
    /// The appeal as changed, or why it was not.
    AppealPayload, appeal: Appeal(appeal::Model)
);
payload!(
    /// The package, or why there is none.
    AssessmentExportPayload, export: AssessmentExport(assessment_export::Model)
);
