//! `remit user`: what only somebody on the server may do, audited like everything else.

use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use clap::{Args, Subcommand};
use remit_service::context::{OpCtx, SystemSource};
use remit_service::failure::Failure;
use remit_service::identity::accounts::Issued;
use remit_service::identity::console::{Founder, found, rescue};
use remit_shared::identity::Role;
use remit_shared::wire::Wire;

use crate::assemble;
use crate::config::Config;

/// Options of `remit user`.
#[derive(Debug, Args)]
pub struct Options {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Open the account of the first system (SA), security (SE) or audit (AU) administrator
    CreateAdmin {
        /// Login
        #[arg(long)]
        login: String,
        /// Name of the person
        #[arg(long)]
        name: String,
        /// Post of the person
        #[arg(long)]
        post: String,
        /// SA, SE or AU
        #[arg(long)]
        role: String,
        /// Number of the written order behind it
        #[arg(long)]
        document_no: String,
    },
    /// Let somebody back in: unlock, new password, no second factor, sessions ended
    Rescue {
        /// Login
        #[arg(long)]
        login: String,
        /// Why; the audit keeps it
        #[arg(long)]
        reason: String,
    },
}

/// Does it and prints the password to hand over, once.
pub async fn run(config: &Config, options: Options) -> Result<()> {
    let db = assemble::open_current(config).await?;
    let app = assemble::offline(config, db).await?;
    let source = Arc::new(SystemSource);
    let op = OpCtx::anonymous(source.clone(), source, "console");
    let issued = match options.action {
        Action::CreateAdmin {
            login,
            name,
            post,
            role,
            document_no,
        } => {
            let role = Role::parse(&role)
                .with_context(|| format!("`{role}` is no role; SA, SE or AU is expected"))?;
            found(
                &app,
                &op,
                Founder {
                    login,
                    display_name: name,
                    post,
                    role,
                    document_no,
                },
            )
            .await
        }
        Action::Rescue { login, reason } => rescue(&app, &op, &login, &reason).await,
    };
    print_issued(&issued.map_err(|failure| said(&failure))?);
    app.db.close().await.context("the database could not be closed")
}

fn said(failure: &Failure) -> anyhow::Error {
    match failure.refusal() {
        Some(refusal) => anyhow!("{}\n       {}", refusal.en, refusal.zh),
        None => anyhow!("{failure}"),
    }
}

fn print_issued(issued: &Issued) {
    println!("login     {}", issued.account.account.login);
    if let Some(password) = &issued.initial_password {
        println!("password  {password}");
        println!(
            "It is shown this once and has to be changed at the first sign-in. 仅显示一次，首次登录须修改。"
        );
    }
}
