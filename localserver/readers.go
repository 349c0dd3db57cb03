package localserver

import (
	"crypto/rand"
	"errors"
	"strings"
	"sync"

	"aisdesk/aisclient"
)

// maxReaders is how many tabs may read the settings with the address's token. Whoever came through the redirect file
// is not counted: a stranger who has the address cannot lock the user's own browser out.
const maxReaders = 16

// ErrCode says that a code was typed that no page shows.
var ErrCode = errors.New("no page of this sign-in shows that code: read it again from the customer's own page")

// errReaders says that the address was handed to too many.
var errReaders = errors.New("too many tabs have read this address; begin a new verification")

// reader is one tab that shows the page. Its name is made up by the tab and known to nobody else, so that a session can
// be told from one that another program hands in.
type reader struct {
	code    string // its pairing code: on its page, and on no other
	trusted bool   // it came through the redirect file, or its code was confirmed in the terminal
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
	mu     sync.Mutex
	byTab  map[string]*reader
	byFile int // that came through the redirect file
}

func newReaders() *readers { return &readers{byTab: map[string]*reader{}} }

// meet returns a copy of the reader of a tab. nth is its number where it is new, else 0.
func (rs *readers) meet(tab string, byFile bool) (_ reader, nth int, _ error) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	r := rs.byTab[tab]
	if r == nil {
		if !byFile && len(rs.byTab)-rs.byFile >= maxReaders {
			return reader{}, 0, errReaders
		}
		r = &reader{code: rs.freshCode()}
		rs.byTab[tab] = r
		nth = len(rs.byTab)
		if byFile {
			rs.byFile++
		}
	}
	r.trusted = r.trusted || byFile
	return *r, nth, nil
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
	for _, r := range rs.byTab {
		if plainCode(r.code) == code {
			r.trusted = true
			return *r, nil
		}
	}
	return reader{}, ErrCode
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
	return rs.byFile > 0
}

// freshCode makes a code that no other reader has. It is called with mu held.
func (rs *readers) freshCode() string {
	for {
		code, taken := pairingCode(), false
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
func pairingCode() string {
	const letters, digits = "ABCDEFHKLMNPRTXY", "34679"
	b := make([]byte, 7)
	_, _ = rand.Read(b)
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
