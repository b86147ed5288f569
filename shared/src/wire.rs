//! Enumerations that travel: one code on the wire and in storage, one word in Chinese, one in English.

/// An enumeration with a stable code and a display word in both languages.
pub trait Wire: Copy + Eq + Sized + 'static {
    /// The type's name in GraphQL and in error messages.
    const NAME: &'static str;
    /// Every value, in declaration order.
    const ALL: &'static [Self];
    /// The stable code, `SCREAMING_SNAKE_CASE`.
    fn code(self) -> &'static str;
    /// The word an office would use.
    fn zh(self) -> &'static str;
    /// The English word.
    fn en(self) -> &'static str;
    /// Reads a code; `None` for anything that is not exactly one of them.
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Declares an enumeration that implements [`Wire`], `Display` (the code) and serde (the code).
#[macro_export]
macro_rules! wire_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[doc = concat!($zh, " · ", $en)] #[serde(rename = $code)] $variant,)+ }

        impl $crate::wire::Wire for $name {
            const NAME: &'static str = stringify!($name);
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }
            fn zh(self) -> &'static str { match self { $(Self::$variant => $zh),+ } }
            fn en(self) -> &'static str { match self { $(Self::$variant => $en),+ } }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str($crate::wire::Wire::code(*self))
            }
        }
    };
}
