// Package hidden has terminals that do not show what is typed.
//
// A line is then read as from any terminal: an end that is typed (Ctrl+D) ends it, which golang.org/x/term's ReadPassword passes over.
package hidden
