// Package text is the border for words from outside.
//
// A bank, a provider, a browser or a file can put anything into a string: terminal escapes, bidirectional
// overrides, broken UTF-8. Text can only be made by cleaning, so a function that takes a Text cannot be
// handed an uncleaned string by mistake. The raw bytes stay in the saved reply; what is shown, searched and
// exported is Text.
package text

// Text is one line of cleaned text. The zero value is empty. Texts compare with ==.
type Text struct{ s string }

// String returns the cleaned text.
func (t Text) String() string { return t.s }

// Empty reports whether there is no text.
func (t Text) Empty() bool { return t.s == "" }

// MarshalText writes the cleaned text, so that JSON holds it as a string.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.s), nil }

// UnmarshalText cleans what it reads: a file is outside too.
func (t *Text) UnmarshalText(b []byte) error {
	*t = CleanBytes(b)
	return nil
}
