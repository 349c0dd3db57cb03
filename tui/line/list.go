package line

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger/export"
	saved "aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
)

// list is what can be gone through in pages: rows, imports, groups, checks.
type list struct {
	one, many string                  // what an item is called
	n         int                     // how many there are
	item      func(i int) string      // an item on one line
	open      func(i int) error       // says all of an item, or goes there
	rows      func(i int) error       // goes to the rows behind an item; nil where there are none
	cells     func(i int) [][2]string // the item's columns, each with its head; nil where there is no table
	sentences bool                    // items are sentences of the program\'s own, which may be long
	at        int                     // the first item of the page
	found     int                     // where find goes on, behind the item found last

	ranking *ranking                                            // of analytics
	export  func(path string, over bool, f export.Format) error // writes the list; nil writes the rows

	saved   []saved.Entry // of the library
	pending []app.Pending // of the pending imports
}

// page says the items of the page.
func (s *session) page() {
	l := s.shown()
	to := min(l.at+s.opts.PageSize, l.n)
	for i := l.at; i < to; i++ {
		s.sayItem(l, i)
	}
	switch {
	case l.n == 0:
		s.out.say("No %s here", l.many)
	case to < l.n:
		s.out.say("%s more. next goes on", english.Plural(l.n-to, l.one, l.many))
	case l.at > 0:
		s.out.say("That was the last one")
	}
}

// sayItem says an item with its number. Names of banks and people are not cut; the program's own sentences are, at pauses.
func (s *session) sayItem(l *list, i int) {
	said := fmt.Sprintf("%d of %d: %s", i+1, l.n, l.item(i))
	if l.sentences {
		s.out.say("%s", said)
	} else {
		s.out.whole(said)
	}
}

// turn goes to another page: next, previous, first, last, or page with its number.
func turn(s *session, to func(l *list, size, last int) (int, error)) error {
	l, size := s.shown(), s.opts.PageSize
	if l.n == 0 {
		return s.nothing(l)
	}
	last := (l.n - 1) / size
	n, err := to(l, size, last)
	switch {
	case err != nil:
		return err
	case n < 0:
		return errors.New("this is the first page")
	case n > last:
		return errors.New("this is the last page")
	}
	l.at = n * size
	s.out.say("Page %d of %d", n+1, last+1)
	s.page()
	return nil
}

// nth reads the number of an item of the list.
func (s *session) nth(arg string) (int, error) {
	l := s.shown()
	if l.n == 0 {
		return 0, s.nothing(l)
	}
	n, err := strconv.Atoi(strings.TrimSpace(arg))
	if err != nil || n < 1 || n > l.n {
		return 0, fmt.Errorf("%s is not between 1 and %d. Type the number of %s", quoted(arg), l.n, english.WithArticle(l.one))
	}
	return n - 1, nil
}

// nothing says that a list is empty, and what brings items back.
func (s *session) nothing(l *list) error {
	if s.here().name == placeRows && s.work != nil && s.work.data.Ledger.Len() > 0 {
		return fmt.Errorf("there are no %s here. unfilter keeps every row again", l.many)
	}
	return fmt.Errorf("there are no %s here. back goes back", l.many)
}

// quoted is what was typed, or words for nothing.
func quoted(arg string) string {
	if arg = text.Clean(arg).String(); arg == "" {
		return "nothing"
	}
	return arg
}

// openItem says all of an item, or goes there.
func openItem(s *session, arg string) error {
	l := s.shown()
	if l.open == nil {
		return errors.New("nothing can be opened here")
	}
	i, err := s.nth(arg)
	if err != nil {
		return err
	}
	return l.open(i)
}

// rowsOf goes to the rows behind an item.
func rowsOf(s *session, arg string) error {
	l := s.shown()
	i, err := s.nth(arg)
	if err != nil {
		return err
	}
	return l.rows(i)
}

// table says the page as lines of a head and a value each.
func table(s *session, _ string) error {
	l := s.shown()
	if l.n == 0 {
		return s.nothing(l)
	}
	for i := l.at; i < min(l.at+s.opts.PageSize, l.n); i++ {
		s.out.say("%s %d of %d", firstUpper(l.one), i+1, l.n)
		for _, c := range l.cells(i) {
			s.out.fact(c[0], c[1])
		}
	}
	return nil
}

// findItem goes to the next item that holds the words; without words it goes on with the last ones.
func findItem(s *session, arg string) error {
	l := s.shown()
	if arg == "" && s.work != nil {
		arg = s.work.sought
	}
	if arg == "" {
		return errors.New("find needs words. For example: find rent")
	}
	if s.work != nil {
		s.work.sought = arg
	}
	found := -1
	err := s.do(func(ctx context.Context) (err error) {
		found, err = l.next(ctx, strings.Fields(text.Fold(arg)))
		return err
	})
	switch {
	case err != nil:
		return err
	case found < 0:
		return fmt.Errorf("no %s holds %s", l.one, quoted(arg))
	}
	l.found, l.at = found+1, found
	s.sayItem(l, found)
	return nil
}

// next is the next item that holds all of the words, from where find goes on; -1 for none.
func (l *list) next(ctx context.Context, words []string) (int, error) {
	for k := range l.n {
		if err := ctx.Err(); err != nil {
			return -1, err
		}
		if i := (l.found + k) % l.n; holds(text.Fold(l.item(i)), words) {
			return i, nil
		}
	}
	return -1, nil
}

func holds(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}
