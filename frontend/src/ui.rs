//! The house kit: one folder a component. Pages take their parts from here and write no CSS of their own for them.

pub mod chart;
pub mod details;
pub mod dialog;
pub mod due;
pub mod filter;
pub mod form;
pub mod icon;
pub mod page;
pub mod state;
pub mod steps;
pub mod table;
pub mod tabs;
pub mod tag;
pub mod tiles;
pub mod time;
pub mod timeline;
pub mod toast;
pub mod tree;
pub mod upload;
