package archive

import (
	"crypto/rand"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Ids are UTC time plus randomness: they sort by age, and nothing from outside goes into them.
const idTime = "20060102T150405Z"

// idForm says of each character of an id what it may be: 9 is a digit, a is of base32, another is itself.
const idForm = "99999999T999999Z-aaaaaaaaaaaaa"

// NewID makes an id of the form of an import's; cases have such ids, too.
func NewID(now time.Time) string { return IDTime(now) + "-" + newToken() }

// IDTime is how the ids begin that are made at a time.
func IDTime(at time.Time) string { return at.UTC().Format(idTime) }

// timeOf is when an id was made, in UTC to the second; the zero time where there is no such day.
func timeOf(id string) time.Time {
	at, _, _ := strings.Cut(id, "-")
	t, _ := time.Parse(idTime, at)
	return t
}

// newToken returns 65 random bits as 13 characters.
func newToken() string { return strings.ToLower(rand.Text()[:13]) }

// IsID reports whether a name has the form of an import's id: whatever has not is not asked of an archive.
func IsID(name string) bool {
	return len(name) == len(idForm) && fitsForm(name, idForm)
}

// fitsForm reports whether a name, which is no longer than a form, has the form as far as it goes.
func fitsForm(name, form string) bool {
	for i := range len(name) {
		c, ok := name[i], false
		switch form[i] {
		case '9':
			ok = '0' <= c && c <= '9'
		case 'a':
			ok = 'a' <= c && c <= 'z' || '2' <= c && c <= '7'
		default:
			ok = c == form[i]
		}
		if !ok {
			return false
		}
	}
	return true
}

// checkID refuses what is no id: a path, for example.
func checkID(id string) error {
	if !IsID(id) {
		return fmt.Errorf("%.60q: %w", id, ErrBadID)
	}
	return nil
}

// attachmentPattern is what the names of attachments look like.
var attachmentPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)
