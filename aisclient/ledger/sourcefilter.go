package ledger

import (
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient/ledger/filter"
)

// SourcesFilter is the filter term of the rows of some accounts and cards, by their indexes in Sources. It names each by
// its name or number where that is no other's, so that people can read it and it means the same in another import, and
// all by their index where one has neither. Without indexes it is empty.
func (l *Ledger) SourcesFilter(is ...int) string {
	if len(is) == 0 {
		return ""
	}
	names, numbers := make([]string, len(is)), make([]string, len(is))
	known := true
	for n, i := range is {
		name, ok := l.ownName(i)
		names[n], numbers[n] = "="+filter.Quote(name), strconv.Itoa(i)
		known = known && ok
	}
	if !known {
		return "src:" + strings.Join(numbers, "|")
	}
	return "acct:" + strings.Join(names, "|")
}

// ownName is a name or number that only this source has. While rows still arrive another may come with the same name;
// numbers come first then.
func (l *Ledger) ownName(i int) (string, bool) {
	if i < 0 || i >= len(l.sources) {
		return "", false
	}
	names := l.sources[i].names()
	if !l.Complete() {
		slices.Reverse(names[:])
	}
	for _, name := range names {
		if name != "" && l.only(i, name) {
			return name, true
		}
	}
	return "", false
}

// only reports whether no other source goes by a name.
func (l *Ledger) only(i int, name string) bool {
	for k := range l.sources {
		names := l.sources[k].names()
		if k != i && slices.Contains(names[:], name) {
			return false
		}
	}
	return true
}

// names are what an account goes by in filters, the most readable first.
func (s *SourceInfo) names() [4]string {
	return [4]string{s.Friendly.String(), s.Name.String(), s.IBAN.String(), s.Number.String()}
}
