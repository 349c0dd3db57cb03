package filter

import (
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// word is the one text that a term asks for, and where; ok is false where it asks for something else or for more.
func (t Term) word() (f Field, s string, ok bool) {
	if t.Not || len(t.Any) != 1 {
		return Any, "", false
	}
	v, ok := t.Any[0].Value.(Text)
	return t.Any[0].Field, v.Text, ok && !v.Exact
}

// Meant is the term that a bare word would be if it is a day or an amount, which words do not find: "28.11.2026" may be meant
// as date:28.11.2026. It is empty where the word is neither.
func (t Term) Meant() string {
	f, s, ok := t.word()
	if !ok || f != Any || strings.Trim(s, "0123456789.,-/") != "" || !strings.ContainsAny(s, ".,-/") {
		return ""
	}
	for _, other := range []string{"date:" + s, "abs:" + s} {
		if _, err := Parse(other, aisclient.DateOf(2000, 1, 1)); err == nil {
			return other
		}
	}
	return ""
}

// UnknownCategory reports whether the term asks for a category by a word that no category's name holds.
func (t Term) UnknownCategory() bool {
	f, s, ok := t.word()
	if !ok || f != Category {
		return false
	}
	for _, name := range categoryNames() {
		if strings.Contains(text.Fold(name), text.Fold(s)) {
			return false
		}
	}
	return true
}

// Anywhere is the term of a word without its field, which finds it wherever it stands in a row; false for a term without a
// field, and for fields whose values stand nowhere else.
func (t Term) Anywhere() (Term, bool) {
	f, s, ok := t.word()
	if !ok || f == Any || f == Category || f == Why || f == Currency {
		return Term{}, false
	}
	return Term{Any: []Condition{{Any, Text{Text: s}}}}, true
}
