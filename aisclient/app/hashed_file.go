package app

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"sync/atomic"
)

// hashedFile is a reply file from elsewhere, whose checksum is worked out while it is read.
type hashedFile struct {
	path string
	sum  atomic.Value // string: SHA-256 in hexadecimal of the file when it was last read to its end
}

func (f *hashedFile) open() (io.ReadCloser, error) {
	file, err := os.Open(f.path)
	if err != nil {
		return nil, err
	}
	return &hashedReader{file, sha256.New(), f}, nil
}

// checksum is the SHA-256 of the file, or nothing before it was read to its end.
func (f *hashedFile) checksum() string {
	sum, _ := f.sum.Load().(string)
	return sum
}

// hashedReader reads a file once from its beginning.
type hashedReader struct {
	file io.ReadCloser
	sum  hash.Hash
	of   *hashedFile
}

func (r *hashedReader) Read(b []byte) (int, error) {
	n, err := r.file.Read(b)
	r.sum.Write(b[:n])
	if err == io.EOF {
		r.of.sum.Store(hex.EncodeToString(r.sum.Sum(nil)))
	}
	return n, err
}

func (r *hashedReader) Close() error { return r.file.Close() }
