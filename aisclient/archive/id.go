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

var idPattern = regexp.MustCompile(`^[0-9]{8}T[0-9]{6}Z-[a-z2-7]{13}$`)

func newID(now time.Time) string { return now.UTC().Format(idTime) + "-" + newToken() }

// newToken returns 65 random bits as 13 characters.
func newToken() string { return strings.ToLower(rand.Text()[:13]) }

// IsID reports whether a name has the form of an import's id: whatever has not is not asked of an archive.
func IsID(name string) bool { return idPattern.MatchString(name) }

// checkID refuses what is no id: a path, for example.
func checkID(id string) error {
	if !idPattern.MatchString(id) {
		return fmt.Errorf("%.60q: %w", id, ErrBadID)
	}
	return nil
}

// attachmentPattern is what the names of attachments look like.
var attachmentPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)
