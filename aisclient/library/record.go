package library

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
)

// A record is one line of the index. Its fields are parted by fieldEnd, the values of a list by valueEnd, and lineBreak stands
// for a line feed; none of them stands in cleaned text or in text for a file.
const (
	fieldEnd  = "\x1f"
	valueEnd  = "\x1e"
	lineBreak = "\x1d"
)

// record is a line with what searching and sorting ask of it most. The rest is read from the line when it is shown.
type record struct {
	line     string
	id       string
	modified int64  // of the import's directory, when it was read
	folded   string // all words that a search looks for, folded
	created  int64  // Unix seconds; 0 where the manifest cannot be read
	expires  int64  // Unix seconds; 0 for never
	unread   bool   // its rows could be read for the library, and were not
	plain    bool   // it is not sealed
	caseAt   int32  // index of the case, -1 without one
}

// Places of the fields in a line.
const (
	fieldID = iota
	fieldModified
	fieldFolded
	fieldCreated // nanoseconds
	fieldExpires // nanoseconds; empty for never
	fieldUnread
	fieldPlain
	fieldSchema
	fieldProgram
	fieldEnvironment
	fieldTarget
	fieldOfficialName
	fieldOwnerID
	fieldCommand
	fieldState
	fieldSince
	fieldUnconfirmed
	fieldCounts
	fieldSHA256
	fieldSize
	fieldStoredSHA256
	fieldStoredSize
	fieldFile
	fieldCompression
	fieldEncryption
	fieldReadOnly
	fieldDamaged
	fieldRead
	fieldOwners
	fieldIBANs
	fieldEmployer
	fieldLexicon
	fieldLocked // 1 and what a locked manifest says of its completeness
	fieldCount
)

// encodeEntry makes the line of an import.
func encodeEntry(e *Entry, modified int64) string {
	f := make([]string, fieldCount)
	m := &e.Manifest
	f[fieldID], f[fieldModified], f[fieldFolded] = e.ID, number(modified), foldEntry(e)
	f[fieldCreated], f[fieldExpires], f[fieldSchema] = encodeTime(m.Created), encodeTime(m.Expires), strconv.Itoa(m.Schema)
	f[fieldUnread] = flag(!e.Read && !e.Locked && e.Damaged == nil && !e.ReadOnly && e.Completeness() != "failed")
	f[fieldPlain] = flag(m.Encryption == archive.EncryptionNone)
	if m.Locked {
		f[fieldLocked] = flag(true) + m.OpenCompleteness
	}
	f[fieldProgram], f[fieldEnvironment], f[fieldTarget] = m.Program.String(), m.Environment.String(), whole(m.Target)
	f[fieldOfficialName], f[fieldOwnerID], f[fieldCommand] = whole(m.OfficialName), whole(m.OwnerExternalID), whole(m.CommandID)
	f[fieldState], f[fieldSince], f[fieldUnconfirmed] = m.State.String(), m.Since.String(), flag(m.OwnerUnconfirmed)
	f[fieldCounts] = encodeCounts(m.Counts)
	f[fieldSHA256], f[fieldSize], f[fieldStoredSHA256] = m.SHA256, number(m.Size), m.StoredSHA256
	f[fieldStoredSize], f[fieldFile], f[fieldCompression] = number(m.StoredSize), m.File, m.Compression
	f[fieldEncryption], f[fieldReadOnly], f[fieldRead] = m.Encryption, flag(e.ReadOnly), flag(e.Read)
	if e.Damaged != nil {
		f[fieldDamaged] = text.Clean(e.Damaged.Error()).String()
	}
	var owners []string
	for _, o := range e.Owners {
		owners = append(owners, whole(o))
	}
	f[fieldOwners] = strings.Join(owners, valueEnd)
	f[fieldIBANs], f[fieldEmployer] = strings.Join(e.IBANs, valueEnd), whole(e.Employer)
	f[fieldLexicon] = e.Lexicon
	for i, v := range f {
		if strings.ContainsAny(v, fieldEnd+"\n") { // a manifest that somebody wrote by hand
			f[i] = text.Clean(v).String()
		}
	}
	return strings.Join(f, fieldEnd)
}

// field is one field of the line, without reading the others.
func (r *record) field(n int) string {
	s := r.line
	for range n {
		s = s[strings.IndexByte(s, fieldEnd[0])+1:]
	}
	v, _, _ := strings.Cut(s, fieldEnd)
	return v
}

// parseRecord reads of a line what record holds.
func parseRecord(line string) (r record, err error) {
	if strings.Count(line, fieldEnd) != fieldCount-1 {
		return r, errForm
	}
	var f [fieldPlain + 1]string
	cutFields(f[:], line)
	if !archive.IsID(f[fieldID]) {
		return r, errForm
	}
	r = record{line: line, id: f[fieldID], folded: f[fieldFolded], unread: f[fieldUnread] != "", plain: f[fieldPlain] != "", caseAt: -1}
	modified, err := strconv.ParseInt(f[fieldModified], 10, 64)
	created, err2 := parseTime(f[fieldCreated])
	expires, err3 := parseTime(f[fieldExpires])
	r.modified, r.created, r.expires = modified, unix(created), unix(expires)
	return r, errors.Join(err, err2, err3)
}

// errForm says that a line of the index is none.
var errForm = errors.New("the index is not of this form")

// cutFields gives as many fields of a line as into has room for.
func cutFields(into []string, line string) {
	for i := range into {
		into[i], line, _ = strings.Cut(line, fieldEnd)
	}
}

// decodeEntry reads a line whole. Texts are cleaned once more: the index is a file that others may have written.
func decodeEntry(e *Entry, line string) {
	var f [fieldCount]string
	cutFields(f[:], line)
	read := func(s string) text.Text { return text.Clean(strings.ReplaceAll(s, lineBreak, "\n")) }
	clean := func(i int) text.Text { return read(f[i]) }
	m := &e.Manifest
	m.ID = f[fieldID]
	m.Created, _ = parseTime(f[fieldCreated])
	m.Expires, _ = parseTime(f[fieldExpires])
	m.Schema = int(parse(f[fieldSchema]))
	m.Program, m.Environment, m.Target = clean(fieldProgram), clean(fieldEnvironment), clean(fieldTarget)
	m.OfficialName, m.OwnerExternalID, m.CommandID = clean(fieldOfficialName), clean(fieldOwnerID), clean(fieldCommand)
	m.State, m.Since, m.OwnerUnconfirmed = clean(fieldState), clean(fieldSince), f[fieldUnconfirmed] != ""
	m.Counts = decodeCounts(f[fieldCounts])
	m.SHA256, m.StoredSHA256 = f[fieldSHA256], f[fieldStoredSHA256]
	m.Size, m.StoredSize = parse(f[fieldSize]), parse(f[fieldStoredSize])
	m.File, m.Compression, m.Encryption = f[fieldFile], f[fieldCompression], f[fieldEncryption]
	e.ReadOnly, e.Read = f[fieldReadOnly] != "", f[fieldRead] != ""
	if d := f[fieldDamaged]; d != "" {
		e.Damaged = damage(text.Clean(d).String())
	}
	for _, o := range split(f[fieldOwners]) {
		e.Owners = append(e.Owners, read(o))
	}
	for _, n := range split(f[fieldIBANs]) {
		e.IBANs = append(e.IBANs, text.Clean(n).String())
	}
	e.Employer, e.Lexicon = clean(fieldEmployer), clean(fieldLexicon).String()
	if l := f[fieldLocked]; l != "" {
		m.Locked, m.OpenCompleteness = true, text.Clean(l[1:]).String()
	}
}

// damage is what the archive said of a damaged import.
type damage string

func (d damage) Error() string { return string(d) }
func (damage) Unwrap() error   { return archive.ErrDamaged }

// foldEntry is what bare words of a search look for.
func foldEntry(e *Entry) string {
	words := []string{e.ID, e.Environment.String(), e.Target.String(), e.OfficialName.String(), e.OwnerExternalID.String(),
		e.State.String(), e.Employer.String(), strings.Join(e.IBANs, valueEnd), joinTexts(e.Owners)}
	if e.Damaged != nil {
		words = append(words, "damaged")
	} else {
		words = append(words, e.Completeness())
	}
	return plainField(text.Fold(strings.Join(words, valueEnd)))
}

// plainField takes away what would end a field. Folding leaves none of cleaned text.
func plainField(s string) string {
	return strings.NewReplacer(fieldEnd, " ", "\n", " ").Replace(s)
}

// whole is a text with its line breaks, joiners and repeated blanks, which lists for programs keep.
func whole(t text.Text) string { return strings.ReplaceAll(t.ForFile(), "\n", lineBreak) }

func joinTexts(all []text.Text) string { return strings.Join(texts(all), valueEnd) }

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, valueEnd)
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// parse reads a number that this package wrote; the checksum of the index says that nothing changed it.
func parse(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}

func flag(b bool) string {
	if b {
		return "1"
	}
	return ""
}

func encodeTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return number(t.Unix()) + "." + fmt.Sprintf("%09d", t.Nanosecond())
}

func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	sec, ns, _ := strings.Cut(s, ".")
	a, err := strconv.ParseInt(sec, 10, 64)
	b, err2 := strconv.ParseInt(ns, 10, 64)
	return time.Unix(a, b).UTC(), errors.Join(err, err2)
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func encodeCounts(c *archive.Counts) string {
	if c == nil {
		return ""
	}
	return fmt.Sprint(c.Owners, c.Accounts, c.CreditCards, c.Transactions, c.Warnings, c.Partial, c.Unread) + " " + c.Exception
}

func decodeCounts(s string) *archive.Counts {
	n := strings.SplitN(s, " ", 8)
	if len(n) != 8 {
		return nil
	}
	at := func(i int) int { return int(parse(n[i])) }
	return &archive.Counts{Owners: at(0), Accounts: at(1), CreditCards: at(2), Transactions: at(3), Warnings: at(4), Partial: at(5), Unread: at(6), Exception: n[7]}
}
