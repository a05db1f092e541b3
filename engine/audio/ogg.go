package audio

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// oggPackets reads the packets of the first stream of an Ogg file (RFC 3533).
type oggPackets struct {
	r       io.Reader
	serial  uint32
	begun   bool
	buffer  []byte // the page
	page    []byte // what is left of the page's body
	lacing  []byte // what is left of its segment table
	granule uint64 // of the page
	last    bool   // the page ends the stream
	partial []byte // of a packet that goes on on the next page
}

const (
	oggHeader    = 27 // bytes
	oggContinued = 1  // flag: the page begins inside of a packet
	oggLast      = 4  // flag: the page ends the stream
	noGranule    = 1<<64 - 1
	maxOggPacket = 1 << 20 // bytes; one of speech has some hundred
)

// next is a packet, whose bytes are valid until the next call. io.EOF ends the
// stream.
func (o *oggPackets) next() (packet []byte, err error) {
	packet = o.partial[:0]
	for {
		for len(o.lacing) > 0 {
			n := int(o.lacing[0])
			o.lacing = o.lacing[1:]
			packet = append(packet, o.page[:n]...)
			o.page = o.page[n:]
			if len(packet) > maxOggPacket {
				return nil, fmt.Errorf("%w: an Ogg packet of more than %d bytes", ErrCorrupt, maxOggPacket)
			}
			if n < 255 {
				o.partial = packet
				return packet, nil
			}
		}
		if o.last {
			return nil, io.EOF
		}
		continued, err := o.readPage()
		if err != nil {
			return nil, err
		}
		if !continued {
			packet = packet[:0] // the rest of the one before is lost
		}
	}
}

// length is the samples up to the end of the stream, once its last packet was
// read, where the stream tells.
func (o *oggPackets) length() (samples uint64, ok bool) {
	return o.granule, o.last && len(o.lacing) == 0 && o.granule != noGranule
}

func (o *oggPackets) whole() bool { return o.last }

// readPage reads the next page of the stream, past those of others.
func (o *oggPackets) readPage() (continued bool, err error) {
	for {
		if o.buffer == nil {
			o.buffer = make([]byte, oggHeader+255+255*255)
		}
		header := o.buffer[:oggHeader]
		if _, err := io.ReadFull(o.r, header); err != nil {
			return false, err
		}
		if string(header[:4]) != "OggS" || header[4] != 0 {
			return false, fmt.Errorf("%w: no Ogg page where one has to be", ErrCorrupt)
		}
		whole, err := o.readBody(header)
		if err != nil {
			return false, err
		}
		if serial := binary.LittleEndian.Uint32(header[14:]); !o.begun {
			o.serial, o.begun = serial, true
		} else if serial != o.serial {
			continue
		}
		o.granule = binary.LittleEndian.Uint64(header[6:])
		o.last = header[5]&oggLast != 0
		o.lacing, o.page = whole[oggHeader:oggHeader+int(header[26])], whole[oggHeader+int(header[26]):]
		return header[5]&oggContinued != 0, nil
	}
}

// readBody reads what follows a page's header and compares its sum.
func (o *oggPackets) readBody(header []byte) ([]byte, error) {
	table := header[oggHeader : oggHeader+int(header[26])]
	if _, err := io.ReadFull(o.r, table); err != nil {
		return nil, torn(err)
	}
	size := 0
	for _, n := range table {
		size += int(n)
	}
	whole := header[:oggHeader+len(table)+size]
	if _, err := io.ReadFull(o.r, whole[oggHeader+len(table):]); err != nil {
		return nil, torn(err)
	}
	sum := binary.LittleEndian.Uint32(whole[22:])
	clear(whole[22:26])
	if got := oggSum(whole); got != sum {
		return nil, fmt.Errorf("%w: wrong sum of an Ogg page", ErrCorrupt)
	}
	return whole, nil
}

// torn is a page that the file ends in.
func torn(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// oggSum is the CRC-32 of polynomial 0x04c11db7 from its high bit, begun at 0.
func oggSum(page []byte) (sum uint32) {
	for _, b := range page {
		sum = sum<<8 ^ oggTable[byte(sum>>24)^b]
	}
	return sum
}

var oggTable = func() (table [256]uint32) {
	for i := range table {
		v := uint32(i) << 24
		for range 8 {
			if v&(1<<31) != 0 {
				v = v<<1 ^ 0x04c11db7
			} else {
				v <<= 1
			}
		}
		table[i] = v
	}
	return table
}()
