package filter

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"aisdesk/aisclient"
)

// What people type from other tools, where it can mean one thing only:
//
//	!x  NOT x        -x             a OR b  a || b     a|b           AND  &&          nothing: all terms hold anyway
//	amt>100          amt:>100       cur!=PLN           -cur:PLN      cat:a,b          cat:a|b
//	zab*  *steam     zab  steam     a*b                /a.*b/        28.11.2026       2026-11-28
//	since: from:     date:>=        until: before:     date:<= date:<                 1.000,50  as 1000.50

// operator reports whether a word stands for something between terms: capitals alone do, since they are typed on purpose.
func operator(word string) bool { return word == "AND" || word == "OR" || word == "NOT" }

// joiner passes over one of some words or signs that stand alone.
func (p *parser) joiner(words ...string) bool {
	for _, w := range words {
		rest, ok := strings.CutPrefix(p.in[p.at:], w)
		if ok && (rest == "" || startsWithSpace(rest)) {
			p.mark(TokenOr, Any, p.at, p.at+len(w))
			p.at += len(w)
			return true
		}
	}
	return false
}

func startsWithSpace(s string) bool { return strings.TrimLeftFunc(s, unicode.IsSpace) != s }

// either joins the term behind an OR to the one before it. Terms that exclude cannot be joined so.
func (p *parser) either(f *Filter, from int) error {
	p.skipSpace()
	if len(f.Terms) == 0 || p.at >= len(p.in) {
		return p.fail(from, from+2, `OR needs a word on both sides; put it in quotes to search for it`)
	}
	last := &f.Terms[len(f.Terms)-1]
	at := p.at
	t, err := p.term()
	if err != nil {
		return err
	}
	if last.Not || t.Not {
		return p.fail(at, p.at, `OR cannot join what is excluded: -a|b excludes both, and two terms -a -b do as well`)
	}
	last.Any = append(last.Any, t.Any...)
	return nil
}

// negation passes over what turns a term around: - before it, ! before it, NOT and a space.
func (p *parser) negation() bool {
	switch {
	case p.peek('-'), p.peek('!') && !strings.HasPrefix(p.in[p.at:], "!="):
		p.at++
		p.mark(TokenNot, Any, p.at-1, p.at)
		return true
	}
	from := p.at
	if rest, ok := strings.CutPrefix(p.in[p.at:], "NOT"); ok && startsWithSpace(rest) && strings.TrimSpace(rest) != "" {
		p.at += len("NOT")
		p.mark(TokenNot, Any, from, p.at)
		p.skipSpace()
		return true
	}
	return false
}

// unequal reports whether a field that is compared with != stands here; it leaves the = for compared.
func (p *parser) unequal() bool {
	end := p.at
	for end < len(p.in) && isLetter(p.in[end]) {
		end++
	}
	_, known := FieldNamed(p.in[p.at:end])
	return known && strings.HasPrefix(strings.TrimLeft(p.in[end:], " "), "!=")
}

// compared reads the name of a field that stands before a comparison without its colon: amt>100, amt >= 100, cat=rent,
// cur!=PLN. end is where the name ends.
func (p *parser) compared(end int) (Field, bool) {
	f, known := FieldNamed(p.in[p.at:end])
	rest := p.in[end:]
	bare := strings.TrimLeft(rest, " ")
	op := bare[:len(bare)-len(strings.TrimLeft(bare, "!<>="))]
	numeric := f.reading() == readsAmount || f.reading() == readsCount || f.reading() == readsDate
	spaced := len(bare) < len(rest)
	switch {
	case !known, op == "", strings.TrimLeft(bare[len(op):], " ") == "":
		return Any, false
	case op != "=" && op != "==" && op != "!=" && !numeric, spaced && !numeric:
		return Any, false
	case !slices.Contains([]string{"=", "==", "!=", "<", ">", "<=", ">="}, op):
		return Any, false
	}
	p.mark(TokenField, f, p.at, end)
	p.at = end + len(rest) - len(bare)
	if op == "=" || op == "!=" || op == "==" && !numeric {
		p.mark(TokenOperator, f, p.at, p.at+len(op))
		p.at += len(op)
		p.skipSpace()
	}
	return f, true
}

// valueFollows passes over blanks between the colon of a field and its value, unless another field follows.
func (p *parser) valueFollows() {
	rest := strings.TrimLeft(p.in[p.at:], " ")
	word, _, _ := strings.Cut(rest, " ")
	if name, _, ok := strings.Cut(word, ":"); rest == "" || ok && !strings.ContainsAny(name, "<>=\"") || strings.HasPrefix(word, "-") {
		return
	}
	p.at += len(p.in[p.at:]) - len(rest)
}

// bounds are names that say a comparison with a day.
var bounds = map[string]string{"since": ">=", "from": ">=", "after": ">", "until": "<=", "to": "<=", "before": "<"}

// list reports whether the values of a field are names from a list, so that a comma stands between two.
func (f Field) list() bool {
	switch f {
	case Label, Category, Currency, Status, Bank:
		return true
	}
	return false
}

// wildcard reads a word with stars: one at an end says nothing, since words are found anywhere; one between is anything.
func wildcard(s string) (Value, error) {
	bare := s
	if strings.Count(s, "*") <= 3 && !strings.Contains(s, "**") {
		bare = strings.Trim(s, "*")
	}
	if bare == "" || !strings.Contains(bare, "*") || strings.Contains(bare, "**") {
		if bare == "" {
			bare = s
		}
		return Text{Text: bare}, nil
	}
	parts := strings.Split(bare, "*")
	for i := range parts {
		parts[i] = strings.ReplaceAll(regexp.QuoteMeta(parts[i]), "/", `\/`)
	}
	return newPattern(strings.Join(parts, ".*"))
}

// operandWords reads the words of a number or a day, of which there are several in "> 100" and "last month".
func (p *parser) operandWords(f Field) (string, int) {
	s, from := p.word()
	more := func() {
		p.skipSpace()
		next, _ := p.word()
		s += next
	}
	if strings.Trim(s, "<>=") == "" && s != "" {
		more()
	}
	if last := strings.ToLower(strings.TrimLeft(s, "<>=")); f.reading() == readsDate && (last == "last" || last == "this") {
		more()
	}
	for f.reading() == readsDate && s != "" && goesOnDate(s, p.nextWord()) {
		more()
	}
	for group := s; f.reading() == readsAmount && shortGroup.MatchString(group) && thousands.MatchString(p.in[p.at:]); { // 12 715,05 is one amount
		before := len(s)
		more()
		group = s[before:]
	}
	return s, from
}

// nextWord is the word behind the blanks that stand here; empty where nothing follows.
func (p *parser) nextWord() string {
	ahead := *p
	ahead.skipSpace()
	s, _ := ahead.word()
	return s
}

// shortGroup are digits that may begin an amount whose thousands stand apart, thousands the three digits that follow then.
var (
	shortGroup = regexp.MustCompile(`(^|[^0-9.,]|\.\.-?)[0-9]{1,3}$`)
	thousands  = regexp.MustCompile(`^[\s\x{00a0}\x{202f}][0-9]{3}([.,][0-9]+)?($|[\s|\x{00a0}\x{202f}]|\.\.)`)
)

// namedSpan is the day, week, month, quarter or year of today, or the one before it.
func namedSpan(name string, today aisclient.Date, back int) (from, to aisclient.Date, ok bool) {
	switch name {
	case "day":
		return today.AddDays(back), today.AddDays(back), true
	case "week":
		from = weekStart(today).AddDays(7 * back)
		return from, from + 6, true
	case "month":
		return monthSpan(today.MonthStart().AddMonths(back))
	case "quarter":
		y, m, _ := today.Civil()
		from = aisclient.DateOf(y, m-(m-1)%3, 1).AddMonths(3 * back)
		return from, from.AddMonths(3) - 1, true
	case "year":
		y, _, _ := today.Civil()
		return yearSpan(y + back)
	}
	return 0, 0, false
}

// otherDate are days as they are written in other places: 28.11.2026, 11.2026, 2026/3/5, 2026q1.
var otherDate = []struct {
	form *regexp.Regexp
	as   string
}{
	{regexp.MustCompile(`^(\d)\.(\d{1,2}\.\d{4})$`), "0$1.$2"}, {regexp.MustCompile(`^(\d\d)\.(\d)\.(\d{4})$`), "$1.0$2.$3"},
	{regexp.MustCompile(`^(\d\d)\.(\d\d)\.(\d{4})$`), "$3-$2-$1"},
	{regexp.MustCompile(`^(\d)[./](\d{4})$`), "$2-0$1"}, {regexp.MustCompile(`^(\d\d)[./](\d{4})$`), "$2-$1"},
	{regexp.MustCompile(`^(\d{4})[./](\d{1,2})[./](\d{1,2})$`), "$1-$2-$3"}, {regexp.MustCompile(`^(\d{4})[./](\d{1,2})$`), "$1-$2"},
	{regexp.MustCompile(`^(\d{4})-(\d)$`), "$1-0$2"}, {regexp.MustCompile(`^(\d{4})-(\d)-(\d{1,2})$`), "$1-0$2-$3"},
	{regexp.MustCompile(`^(\d{4}-\d\d)-(\d)$`), "$1-0$2"}, {regexp.MustCompile(`^(\d{4})q(\d)$`), "$1-q$2"}, {regexp.MustCompile(`^q(\d)-?(\d{4})$`), "$2-q$1"},
}

func otherDates(s string) string {
	for _, o := range otherDate {
		s = o.form.ReplaceAllString(s, o.as)
	}
	return s
}

// otherFlags are other words for the properties of rows.
var otherFlags = map[string]string{"labeled": "labelled", "incoming": "in", "income": "in", "credit": "in", "positive": "in", "outgoing": "out", "debit": "out",
	"negative": "out", "expense": "out", "unbooked": "pending", "cards": "card", "accounts": "account", "selected": "marked"}

// amountMoney is a figure with a currency behind it.
var amountMoney = regexp.MustCompile(`^[+-]?[\d.,'’_\x{a0}\x{202f}]+ ?([A-Za-z]{3}|zł|zl|€|\$|£|Kč|kc)$`)

// didYouMean is the middle of a sentence about an unknown field: the field that it is nearest to, if any is near, and the word
// for all of them.
func didYouMean(name string) string {
	var names []string
	for _, f := range Fields() {
		names = append(names, f.String())
	}
	if near := nearest(name, names); len(near) > 0 {
		return ", did you mean " + near[0] + ": instead? Fields"
	}
	return "; fields"
}

// orNearest goes on behind a value that a closed list does not have: with those of the list that it is nearest to, if any are.
func orNearest(value string, list []string) string {
	if near := nearest(value, list); len(near) > 0 {
		return ", did you mean " + strings.Join(near, " or ") + "?"
	}
	return ";"
}

// nearest are the names of a list from which a word differs least, by two characters at most.
func nearest(word string, list []string) (near []string) {
	least := min(2, len(word)-1)
	for _, name := range list {
		switch d := Distance(strings.ToLower(word), name); {
		case d < least:
			near, least = []string{name}, d
		case d == least:
			near = append(near, name)
		}
	}
	return near
}

// Distance is how many characters have to be put in, left out, changed or swapped with their neighbour to make b of a.
func Distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			same := 1
			if x[i-1] == y[j-1] {
				same = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+same)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}
