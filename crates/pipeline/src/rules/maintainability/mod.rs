//! People will find it hard to read or change.


