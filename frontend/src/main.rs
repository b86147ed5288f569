//! Entry point of the SPA in the browser.

fn main() {
    remit_web::mount();
}
