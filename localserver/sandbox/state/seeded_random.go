package state

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/fnv"
	"math/rand/v2"
)

// Digest makes a hexadecimal string of n digits that follows from the seed and a word. The sandbox guards nobody's
// money: that its keys can be computed is what makes a run repeatable.
func Digest(seed uint64, word string, n int) string {
	in := binary.BigEndian.AppendUint64(nil, seed)
	sum := sha256.Sum256(append(in, word...))
	return hex.EncodeToString(sum[:])[:n]
}

// Random is a source of numbers that follows from the seed and a word.
func Random(seed uint64, word string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(word))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}
