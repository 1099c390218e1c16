// Command hclverdict is the judge of the corpus test: it asks the HCL library that tofu and packer are
// built on what it makes of many sources, in one process, because starting a tool per file takes
// minutes.
//
// On standard input come frames: four bytes of length, most significant first, then that many bytes of
// HCL. For each frame one line is written, fields separated by tabs:
//
//	ok or bad
//	line:column of the first error in the file, "-" if there is none
//	the formatted source (what packer fmt prints) in base64
//	with -tokens: "type:start:end:line:column" of every token, separated by blanks
//
// With -unicode nothing is read: the tables of identifier characters and of grapheme clusters are
// probed from the library and written, one range a line.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/apparentlymart/go-textseg/v15/textseg"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

func main() {
	tokens := flag.Bool("tokens", false, "write the tokens of each source too")
	unicode := flag.Bool("unicode", false, "write the Unicode tables of the library and exit")
	flag.Parse()

	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	if *unicode {
		printTables(out)
		return
	}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		source, err := readFrame(in)
		if err == io.EOF {
			return
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "hclverdict:", err)
			os.Exit(1)
		}
		judge(out, source, *tokens)
		// The caller may wait for the answer before it sends the next source.
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}

func readFrame(in io.Reader) ([]byte, error) {
	var size uint32
	if err := binary.Read(in, binary.BigEndian, &size); err != nil {
		return nil, err
	}
	source := make([]byte, size)
	_, err := io.ReadFull(in, source)
	return source, err
}

func judge(out *bufio.Writer, source []byte, withTokens bool) {
	_, diags := hclsyntax.ParseConfig(source, "", hcl.InitialPos)
	verdict, position := "ok", "-"
	if diags.HasErrors() {
		verdict = "bad"
		first := hcl.Pos{Byte: len(source) + 1}
		for _, diag := range diags {
			if diag.Subject != nil && diag.Subject.Start.Byte < first.Byte {
				first = diag.Subject.Start
			}
		}
		position = fmt.Sprintf("%d:%d", first.Line, first.Column)
	}
	fmt.Fprintf(out, "%s\t%s\t%s", verdict, position, base64.StdEncoding.EncodeToString(hclwrite.Format(source)))
	if withTokens {
		out.WriteByte('\t')
		lexed, _ := hclsyntax.LexConfig(source, "", hcl.InitialPos)
		for _, t := range lexed {
			fmt.Fprintf(out, "%s:%d:%d:%d:%d ", strings.TrimPrefix(t.Type.String(), "Token"),
				t.Range.Start.Byte, t.Range.End.Byte, t.Range.Start.Line, t.Range.Start.Column)
		}
	}
	out.WriteByte('\n')
}

// printTables finds out by asking: a character belongs to a class when the library treats it so.
func printTables(out *bufio.Writer) {
	fmt.Fprintln(out, "# What the HCL library takes for an identifier and for one column, as ranges of code points.")
	fmt.Fprintln(out, "# Written by homelab-it/toolchain/hclverdict -unicode, which asks the library.")
	printRanges(out, "identifier-start", func(s string) bool { return hclsyntax.ValidIdentifier(s) })
	printRanges(out, "identifier-part", func(s string) bool { return hclsyntax.ValidIdentifier("a" + s) })
	printRanges(out, "control", func(s string) bool { return clusters(s+"\u0300") == 2 })
	printRanges(out, "prepend", func(s string) bool { return clusters(s+"a") == 1 })
	printRanges(out, "extend", func(s string) bool { return s != "\u200d" && clusters("a"+s+"\u0300") == 1 })
	printRanges(out, "emoji", func(s string) bool { return clusters(s+"\u200d"+s) == 1 && clusters("a"+s) == 2 })
}

func clusters(s string) int {
	n, _ := textseg.TokenCount([]byte(s), textseg.ScanGraphemeClusters)
	return n
}

func printRanges(out *bufio.Writer, name string, in func(string) bool) {
	start := -1
	for c := 0; c <= 0x110000; c++ {
		surrogate := c >= 0xd800 && c <= 0xdfff
		member := c < 0x110000 && !surrogate && in(string(rune(c)))
		if member && start < 0 {
			start = c
		}
		if !member && start >= 0 {
			fmt.Fprintf(out, "%s %x %x\n", name, start, c-1)
			start = -1
		}
	}
}
