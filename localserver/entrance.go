package localserver

import (
	"crypto/subtle"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"aisdesk/localserver/opener"
)

// entrance is the way into a sign-in, with a token each for the address and for the redirect file. The address's may be
// seen by others: it is on the screen, and in the arguments of a browser that cannot read the file. A session that comes
// by it counts once the code of its page was confirmed.
type entrance struct {
	port          int
	address, file string // the tokens
	redirect      redirectFile
}

// url is the address of the entry page, which takes the token out of the fragment.
func (e *entrance) url(token string) string {
	return fmt.Sprintf("http://127.0.0.1:%d/#%s", e.port, token)
}

// shown reports which token a request carries: the redirect file's, or the address's.
func (e *entrance) shown(r *http.Request) (byFile, ok bool) {
	token := r.Header.Values(tokenHeader)
	if len(token) != 1 {
		return false, false
	}
	byFile = subtle.ConstantTimeCompare([]byte(token[0]), []byte(e.file)) == 1
	byAddress := subtle.ConstantTimeCompare([]byte(token[0]), []byte(e.address)) == 1
	return byFile, byFile || byAddress
}

// given is what an opener is given, whoever asks and how often: the redirect file, whose name is no secret, or the address
// itself where its browser cannot read files of this user.
func (e *entrance) given(o opener.Opener, log *slog.Logger) string {
	if !opener.ReadsFiles(o) {
		return e.url(e.address)
	}
	file, err := e.redirect.write(e.url(e.file))
	if err != nil {
		log.Warn("no redirect file for the browser", "err", err.Error())
		return e.url(e.address)
	}
	return file
}

// hide takes the tokens out of words that go to a log or the screen; an opener's error may quote its arguments.
func (e *entrance) hide(s string) string {
	return strings.NewReplacer(e.address, "…", e.file, "…").Replace(s)
}
