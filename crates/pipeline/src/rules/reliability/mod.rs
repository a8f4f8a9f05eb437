//! The program may do the wrong thing or stop.


