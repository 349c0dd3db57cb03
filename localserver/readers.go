package localserver

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"aisdesk/aisclient"
)

// maxReaders is how many tabs are remembered that read the settings with the address's token and whose code nobody has confirmed.
// The oldest gives way: a stranger who has the address and makes tabs up cannot lock the customer out. toldReaders is how many of
// them the terminal is told of.
const maxReaders, toldReaders = 1000, 16

// ErrCode says that a code was typed that no page shows.
var ErrCode = errors.New("no page of this sign-in shows that code: read it again from the customer's own page")

// What is wrong with a code of a page that has gone, or that was confirmed before. Both are ErrCode.
const (
	errLeft  codeError = "the page that showed that code is closed: type the code of the page that is open now, or open the page again"
	errTwice codeError = "the page with that code is confirmed already, and the sign-in that waits is another page's: type the code that this one shows"
)

type codeError string

func (e codeError) Error() string        { return string(e) }
func (e codeError) Is(target error) bool { return target == ErrCode }

// reader is one tab that shows the page. Its name is made up by the tab and known to nobody else, so that a session can
// be told from one that another program hands in.
type reader struct {
	code    string // its pairing code: on its page, and on no other
	trusted bool   // it came through the redirect file, or its code was confirmed in the terminal
	left    bool   // it was closed, or its channel dropped
	handed  bool
	session aisclient.Session // what it handed in last
}

// waiting reports whether the tab handed a session in that does not count yet.
func (r *reader) waiting() bool { return r.handed && !r.trusted }

// shownCode is the code as the terminal may show it before anybody read it out: a code that has to be confirmed must
// come from the customer's page and not from the screen beside it.
func (r *reader) shownCode() string {
	if !r.trusted {
		return ""
	}
	return r.code
}

// readers are the tabs that showed a token of this sign-in.
type readers struct {
	mu        sync.Mutex
	secret    string // of which codes are made
	byTab     map[string]*reader
	strangers []string // the tabs that are not trusted, the oldest first
	met       int
	byFile    bool // somebody came through the redirect file
}

func newReaders() *readers { return &readers{secret: rand.Text(), byTab: map[string]*reader{}} }

// meet returns a copy of the reader of a tab. nth is its number where it is new, else 0.
func (rs *readers) meet(tab string, byFile bool) (_ reader, nth int) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	r := rs.byTab[tab]
	if r == nil {
		r = &reader{code: rs.freshCode(tab)}
		rs.byTab[tab], rs.strangers = r, append(rs.strangers, tab)
		rs.met++
		nth = rs.met
	}
	if byFile {
		rs.byFile = true
		rs.trust(tab)
	}
	if len(rs.strangers) > maxReaders {
		delete(rs.byTab, rs.strangers[0])
		rs.strangers = rs.strangers[1:]
	}
	return *r, nth
}

// trust is called with mu held.
func (rs *readers) trust(tab string) {
	rs.byTab[tab].trusted = true
	rs.strangers = slices.DeleteFunc(rs.strangers, func(s string) bool { return s == tab })
}

// handIn keeps what a tab hands in and reports whether it counts at once.
func (rs *readers) handIn(tab string, s aisclient.Session) bool {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	r := rs.byTab[tab]
	if r == nil {
		return false
	}
	r.handed, r.session = true, s
	return r.trusted
}

// confirm makes the reader with a code a trusted one and returns a copy of it.
func (rs *readers) confirm(code string) (reader, error) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	code = plainCode(code)
	for tab, r := range rs.byTab {
		switch {
		case plainCode(r.code) != code:
			continue
		case r.left && !r.waiting():
			return reader{}, errLeft
		case r.trusted && rs.anyWaits():
			return reader{}, errTwice
		}
		rs.trust(tab)
		return *r, nil
	}
	return reader{}, ErrCode
}

// anyWaits is called with mu held.
func (rs *readers) anyWaits() bool {
	for _, r := range rs.byTab {
		if r.waiting() {
			return true
		}
	}
	return false
}

// moved notes that a tab left or came back, and reports whether that is news of one that is trusted.
func (rs *readers) moved(tab string, left bool) bool {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	r := rs.byTab[tab]
	if r == nil || r.left == left {
		return false
	}
	r.left = left
	return r.trusted
}

// openCode is the code of a trusted page that is open; empty for none.
func (rs *readers) openCode() string {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	for _, r := range rs.byTab {
		if r.trusted && !r.left {
			return r.code
		}
	}
	return ""
}

// of returns a copy of a tab's reader; the zero value for a stranger.
func (rs *readers) of(tab string) reader {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if r := rs.byTab[tab]; r != nil {
		return *r
	}
	return reader{}
}

// alone reports whether no other tab than this one has read the settings.
func (rs *readers) alone(tab string) bool {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	return len(rs.byTab) == 1 && rs.byTab[tab] != nil
}

// cameByFile reports whether the redirect file led anybody here.
func (rs *readers) cameByFile() bool {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	return rs.byFile
}

// freshCode makes a code that no other reader has. A tab that gave way and comes back has the one that its page shows. It is called
// with mu held.
func (rs *readers) freshCode(tab string) string {
	for n := 0; ; n++ {
		code, taken := pairingCode(fmt.Sprint(rs.secret, " ", n, " ", tab)), false
		for _, r := range rs.byTab {
			taken = taken || r.code == code
		}
		if !taken {
			return code
		}
	}
}

// plainCode is a code as it is compared: people write it without its dash, and in small letters.
func plainCode(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, s)
}

// pairingCode makes the short code that stands on one tab's page. Letters and digits that look or sound alike are left
// out.
func pairingCode(of string) string {
	const letters, digits = "ABCDEFHKLMNPRTXY", "34679"
	sum := sha256.Sum256([]byte(of))
	b := sum[:7]
	for i, c := range b {
		switch {
		case i < 3:
			b[i] = letters[int(c)%len(letters)]
		case i == 3:
			b[i] = '-'
		default:
			b[i] = digits[int(c)%len(digits)]
		}
	}
	return string(b)
}
