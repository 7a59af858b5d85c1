//! Enums as tables: one record a variant, one column a method.

/// Defines an enum by its records: each column becomes a method, and the list of all variants and the
/// search by `id` follow. The first column is a text and documents its variant; a variant that wraps
/// another table (`| Outer(inner: Type) { … }`) stands before the others and in no list.
macro_rules! table {
    (
        $(#[$doc:meta])*
        pub enum $Name:ident: $ALL:ident {
            $( $(#[$column_doc:meta])* $column:ident: $Type:ty, )*
        }
        $(
            | $(#[$outer_doc:meta])*
            $Outer:ident($inner:ident: $Inner:ty) { $( $outer_column:ident: $outer_value:expr, )* }
        )?
        $(
            $(#[$variant_doc:meta])*
            $Variant:ident { $first:ident: $text:literal $(, $other:ident: $value:expr )* $(,)? }
        )*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(
            rustdoc::broken_intra_doc_links,
            reason = "words for users name the tables of a file: [gates]"
        )]
        pub enum $Name {
            $( $(#[$outer_doc])* $Outer($Inner), )?
            $( #[doc = $text] #[doc = ""] $(#[$variant_doc])* $Variant, )*
        }

        const _: () = {
            struct Record {
                $( $column: $Type, )*
            }

            impl $Name {
                /// One of each, in the order of the table.
                pub const $ALL: [Self; [$( stringify!($Variant) ),*].len()] =
                    [$( Self::$Variant ),*];

                const fn record(self) -> Record {
                    match self {
                        $( Self::$Outer($inner) => Record { $( $outer_column: $outer_value ),* }, )?
                        $( Self::$Variant => Record { $first: $text, $( $other: $value ),* }, )*
                    }
                }

                $(
                    $(#[$column_doc])*
                    pub const fn $column(self) -> $Type {
                        self.record().$column
                    }
                )*

                /// The one of that id.
                pub fn from_id(id: &str) -> Option<Self> {
                    Self::$ALL.into_iter().find(|one| one.id() == id)
                }

                /// The ids of all, in the order of the table.
                pub fn ids() -> Vec<&'static str> {
                    Self::$ALL.map(Self::id).to_vec()
                }
            }
        };
    };
}

pub(crate) use table;

#[cfg(test)]
mod tests {
    use crate::model::weighting::Method;
    use crate::model::{Aggregation, Code, Dimension, Flag, PassFail, Relationship};

    #[test]
    fn ids_are_unique_and_found() {
        macro_rules! check {
            ($($Table:ident: $ALL:ident),*) => {$(
                assert_eq!($Table::ids().len(), $Table::$ALL.len());
                for one in $Table::$ALL {
                    assert_eq!($Table::from_id(one.id()), Some(one));
                }
                assert_eq!($Table::from_id("no such id"), None);
            )*};
        }
        check!(Aggregation: ALL, Code: ALL, Dimension: ALL, Flag: OWN, Method: ALL, PassFail: ALL, Relationship: ALL);
    }
}
