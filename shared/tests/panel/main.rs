//! The machines of the panel: appointments (§3.14), expert sessions (K14), suggestions (§3.5).

#[cfg(test)]
mod appointment;
#[cfg(test)]
mod session;
#[cfg(test)]
mod suggestion;
#[cfg(test)]
mod world;
