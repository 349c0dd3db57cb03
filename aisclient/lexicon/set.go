// Package lexicon knows the words, names, domains, file numbers and account numbers that tell what a row of an account
// is: data files by country, the user's own file, and the matching of texts with them. It knows texts, not ledgers.
package lexicon

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed data/pl.toml data/cs.toml data/es.toml data/en.toml data/int.toml
var data embed.FS

// Set is a compiled lexicon. It never changes and may be used by several goroutines.
type Set struct {
	entries  []*Entry
	byID     map[string]*Entry
	patterns []pattern
	trie     *trie
	ends     map[string][]int32 // see compounds
	refs     []reference
	accounts []accountPattern
	streets  map[string]int32 // by country: the class of its street words
	digits   []string         // see KnowsDigits
	nextSign int32
	version  string
	hash     string
	covered  map[string]bool
	native   map[string]bool
}

// Builtin is the lexicon that comes with the program. It is compiled when it is first asked for.
func Builtin() *Set { return builtin() }

var builtin = sync.OnceValue(func() *Set {
	set, _ := New(builtinFiles()...) // a test holds that there are no problems
	return set
})

func builtinFiles() []File {
	var files []File
	paths, _ := fs.Glob(data, "data/*.toml") // the pattern is constant
	for _, p := range paths {
		b, err := data.ReadFile(p)
		if err != nil {
			panic(fmt.Sprintf("lexicon: %v", err)) // embedded
		}
		files = append(files, File{Name: strings.TrimPrefix(p, "data/"), Data: b})
	}
	return files
}

// Load is the built-in lexicon with the user's file over it. Entries that cannot be used are left out and named.
func Load(user []byte) (*Set, []Problem) {
	if len(user) == 0 {
		return Builtin(), nil
	}
	return New(append(builtinFiles(), File{Name: "lexicon.toml", Data: user, User: true})...)
}

// LoadTeam is Load for the file that a team shares: its version there stands in that of the lexicon.
func LoadTeam(file []byte, version int) (*Set, []Problem) {
	set, problems := New(append(builtinFiles(), File{Name: "lexicon.toml", Data: file, User: true})...)
	set.version = fmt.Sprintf("%s, team's version %d", set.version, version)
	return set, problems
}

// New compiles files. A user's file replaces entries of the others by id and switches them off; whatever cannot be
// used is left out and named.
func New(files ...File) (*Set, []Problem) {
	c := compile(files)
	c.set.covers()
	c.set.trie = newTrie(c.keys)
	c.set.digits = digitsOf(c.keys)
	c.set.ends = c.set.compounds()
	return c.set, c.problems
}

// bytesOfPattern is about how much of a file comes to one pattern.
const bytesOfPattern = 15

// compile reads files into patterns.
func compile(files []File) *compiler {
	c := newCompiler()
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	c.keys, c.set.patterns = slices.Grow(c.keys, size/bytesOfPattern), slices.Grow(c.set.patterns, size/bytesOfPattern)
	var entries []*Entry
	hash := sha256.New()
	for i, r := range readAll(files) {
		f, es, off, problems := files[i], r.entries, r.off, r.problems
		c.problems = append(c.problems, problems...)
		if f.User {
			entries, problems = override(entries, es, off, f.Name)
			c.problems = append(c.problems, problems...)
		}
		entries = append(entries, es...)
		fmt.Fprintf(hash, "%s %d\n", f.Name, len(f.Data))
		hash.Write(f.Data)
	}
	hash.Write(termsData)
	for _, e := range entries {
		c.entry(e)
		c.set.version = max(c.set.version, e.Date)
	}
	c.set.hash = hex.EncodeToString(hash.Sum(nil))[:16]
	return c
}

// fileRead is what a file holds.
type fileRead struct {
	entries  []*Entry
	off      []string
	problems []Problem
}

// readAll reads files side by side.
func readAll(files []File) []fileRead {
	out := make([]fileRead, len(files))
	var wg sync.WaitGroup
	for i := range files {
		wg.Go(func() { out[i].entries, out[i].off, out[i].problems = readFile(files[i]) })
	}
	wg.Wait()
	return out
}

// override takes out the entries that a user's file replaces or switches off.
func override(entries, user []*Entry, off []string, file string) ([]*Entry, []Problem) {
	gone := map[string]bool{}
	for _, e := range user {
		gone[e.ID] = true
	}
	var problems []Problem
	for _, id := range off {
		if !slices.ContainsFunc(entries, func(e *Entry) bool { return e.ID == id }) {
			problems = append(problems, Problem{File: file, ID: id, Reason: "is to be switched off, but no lexicon has it"})
		}
		gone[id] = true
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e *Entry) bool { return gone[e.ID] }), problems
}

// Entries are the set's entries in the files' order. Do not change them.
func (s *Set) Entries() []*Entry { return s.entries }

// Entry finds an entry by its id.
func (s *Set) Entry(id string) (*Entry, bool) {
	e, ok := s.byID[id]
	return e, ok
}

// Version is the newest date of an entry's source, YYYY-MM-DD, with the version of the team's file where one is in force.
func (s *Set) Version() string { return s.version }

// Hash tells lexicons apart: 16 hexadecimal digits of the SHA-256 of the files.
func (s *Set) Hash() string { return s.hash }

// Covers reports whether there are words for accounts of a country, by its two capitals.
func (s *Set) Covers(country string) bool { return s.covered[country] }

// Native reports whether a lexicon of the country's own language knows its words. Those of Slovakia are read with the Czech
// ones: what they know is right, but what they do not know may mean anything.
func (s *Set) Native(country string) bool { return s.native[country] || s.native[sharedFile[country]] }

// fewestWords is how many entries with words of its own make a country covered.
const fewestWords = 10

func (s *Set) covers() {
	n, own := map[string]int{}, map[string]int{}
	for _, e := range s.entries {
		if len(e.Words) == 0 {
			continue
		}
		own[e.Country]++
		for _, c := range e.Countries {
			n[c]++
		}
		if e.Country != "" && !slices.Contains(e.Countries, e.Country) {
			n[e.Country]++
		}
	}
	s.covered = map[string]bool{}
	for c, words := range n {
		s.covered[c] = words >= fewestWords
	}
	s.native = map[string]bool{}
	for c, words := range own {
		s.native[c] = c != "" && words >= fewestWords
	}
}

// staleMonths is the age at which a source has to be read again.
const staleMonths = 18

// Stale are the entries whose source was read more than 18 months before a day.
func (s *Set) Stale(today time.Time) (old []*Entry) {
	limit := today.AddDate(0, -staleMonths, 0).Format(time.DateOnly)
	for _, e := range s.entries {
		if e.Date < limit {
			old = append(old, e)
		}
	}
	return old
}
