//! The first administrators, and the way back in.

use remit_service::identity::console::{Founder, found, rescue};
use remit_service::identity::duty::Duty;
use remit_shared::identity::{AccountState, Role};
use remit_shared::refusal::RefusalCode;
use remit_store::Text;

use crate::city::{City, code, opened};
use crate::totp::enrolled;

fn founder(login: &str, role: Role) -> Founder {
    Founder {
        login: login.to_owned(),
        display_name: "王安全".to_owned(),
        post: "安全管理员".to_owned(),
        role,
        document_no: "诸编办授字〔2023〕1号".to_owned(),
    }
}

remit_store::on_both_engines! {
    async fn each_of_the_three_is_founded_once(db: TestDb) {
        let city = City::new(db).await;
        for (login, role) in [("sa1", Role::Sa), ("se1", Role::Se), ("au1", Role::Au)] {
            let issued = found(&city.app, &city.ctx(), founder(login, role)).await.unwrap();
            let session = opened(city.try_sign_in(login, &issued.initial_password.unwrap()).await);
            assert_eq!((session.actor.role, session.duty), (role, Some(Duty::ChangePassword)));
        }
        let again = found(&city.app, &city.ctx(), founder("sa2", Role::Sa)).await;
        assert_eq!(code(again), RefusalCode::State);
        let other = found(&city.app, &city.ctx(), founder("ol1", Role::Ol)).await;
        assert_eq!(code(other), RefusalCode::Role);
        let record = city.last_audit().await;
        assert_eq!((record.action.as_str(), record.actor_label.as_str()), ("account.found", "命令行"));
    }

    async fn a_rescue_opens_the_account_again_and_ends_its_sessions(db: TestDb) {
        let city = City::new(db).await;
        let (member, _) = enrolled(&city, "sa1", Role::Sa).await;
        city.alter(&member, |account| account.state = Text(AccountState::Disabled)).await;
        assert_eq!(code(rescue(&city.app, &city.ctx(), "sa1", " ").await), RefusalCode::Reason);
        assert_eq!(code(rescue(&city.app, &city.ctx(), "ghost", "遗失").await), RefusalCode::NotFound);
        let issued = rescue(&city.app, &city.ctx(), "sa1", "手机和密码均遗失").await.unwrap();
        assert_eq!(city.last_audit().await.detail.as_deref(), Some("手机和密码均遗失"));
        let session = opened(city.try_sign_in("sa1", &issued.initial_password.unwrap()).await);
        assert_eq!(session.duty, Some(Duty::ChangePassword));
    }
}
