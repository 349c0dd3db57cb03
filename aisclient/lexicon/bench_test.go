package lexicon

import "testing"

func BenchmarkCompileBuiltin(b *testing.B) {
	for b.Loop() {
		New(builtinFiles()...)
	}
}
