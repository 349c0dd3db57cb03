package filter

import (
	"regexp"
	"slices"
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

// Meant is what words of a line are that find nothing and have another meaning, from its nth term on: a day, an amount, a range or a
// list, which words do not find. "28.11.2026" may be meant as date:28.11.2026, "last month" as date:last month. Terms is how many
// terms say it, 0 where they mean nothing else.
func (f Filter) Meant(n int) (other string, terms int) {
	words := f.bareWords(n)
	if all := listed(words); len(all) > 1 { // lidl, zabka
		return strings.Join(all, "|"), len(all)
	}
	for terms = min(len(words), longestPhrase); terms > 0; terms-- {
		if other = meant(words[:terms]); other != "" {
			return other, terms
		}
	}
	if t := f.Terms[n]; !t.Not && len(t.Any) == 1 {
		return t.list(), 1
	}
	return "", 0
}

// listed are the words that stand behind each other with a comma after each but the last.
func listed(words []string) (all []string) {
	for _, w := range words {
		bare := strings.TrimSuffix(w, ",")
		if bare == "" || strings.Contains(bare, ",") {
			return nil
		}
		if all = append(all, Quote(bare)); bare == w {
			return all
		}
	}
	return nil
}

// longestPhrase is the number of words of "between 100 and 200".
const longestPhrase = 4

// bareWords are the words without a field from the nth term on.
func (f Filter) bareWords(n int) (words []string) {
	for _, t := range f.Terms[n:] {
		field, s, ok := t.word()
		if !ok || field != Any || strings.ContainsAny(s, " \t") {
			break
		}
		words = append(words, s)
	}
	return words
}

// meant is what words say together; empty where they are only words.
func meant(words []string) string {
	low := strings.ToLower(strings.Join(words, " "))
	for _, p := range phrases {
		if m := p.form.FindStringSubmatch(low); m != nil {
			return firstRead(strings.Join(p.fields, " "), p.form.ReplaceAllString(low, p.as))
		}
	}
	if len(words) == 1 && figure.MatchString(low) {
		return firstRead("abs date", low)
	}
	if _, known := monthNamed(low); known || strings.ContainsAny(low, "0123456789") && !figure.MatchString(low) || strings.HasPrefix(low, "last") || strings.HasPrefix(low, "this") {
		return firstRead("date", strings.Join(words, " "))
	}
	return ""
}

// figure is a number as an amount is written; a long one is the number of something, and a day has two points or dashes.
var figure = regexp.MustCompile(`^[1-9]\d{0,6}$|^\d{1,7}[.,]\d{1,2}$|^\d{1,3}([.,' ]\d{3})+([.,]\d{1,2})?$`)

// phrases are ranges and comparisons in words and signs.
var phrases = []struct {
	form   *regexp.Regexp
	as     string
	fields []string
}{
	{regexp.MustCompile(`^(?:between|from) (\S+) (?:(?:and|to|-) )?(\S+)$`), "$1..$2", []string{"abs", "date"}},
	{regexp.MustCompile(`^(?:over|above|more than) (\S+)$`), ">$1", []string{"abs"}},
	{regexp.MustCompile(`^(?:under|below|less than) (\S+)$`), "<$1", []string{"abs"}},
	{regexp.MustCompile(`^([<>]=?) ?(\d\S*)$`), "$1$2", []string{"abs", "date"}},
	{regexp.MustCompile(`^([<>]=?) ?(-\d\S*)$`), "$1$2", []string{"amt"}},
	{regexp.MustCompile(`^(\d\S*)\.\.(\d\S*)$`), "$1..$2", []string{"abs", "date"}},
}

// firstRead is a value behind the first of some fields that reads it; a year is one of a date.
func firstRead(fields, value string) string {
	if year.MatchString(value) {
		fields = "date"
	}
	for field := range strings.FieldsSeq(fields) {
		if f, err := Parse(field+":"+value, aisclient.DateOf(2000, 1, 1)); err == nil && len(f.Terms) == 1 {
			return field + ":" + value
		}
	}
	return ""
}

var year = regexp.MustCompile(`^(19|20)\d\d$`)

// list is the term with its commas as what separates alternatives; empty where it has none.
func (t Term) list() string {
	f, s, ok := t.word()
	parts := strings.Split(s, ",")
	if !ok || len(parts) < 2 || slices.Contains(parts, "") || strings.Contains(s, " ") || strings.Trim(s, "0123456789.,") == "" {
		return ""
	}
	for i, p := range parts {
		parts[i] = Quote(p)
	}
	if f != Any {
		return f.String() + ":" + strings.Join(parts, "|")
	}
	return strings.Join(parts, "|")
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
