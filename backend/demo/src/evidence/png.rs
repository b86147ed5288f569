//! A PNG of 96 × 64 points in sixteen colours, uncompressed.

use crate::rng::Rng;

const WIDTH: u32 = 96;
const HEIGHT: u32 = 64;
/// Row at which sky meets ground.
const HORIZON: u32 = 40;
/// Longest stored block of a zlib stream.
const BLOCK: usize = 65_535;

const SKY: u8 = 0;
const GROUND: u8 = 1;
const ROAD: u8 = 2;
const WINDOW: u8 = 3;
/// First colour of houses.
const HOUSES: u8 = 4;

/// Houses of random width, height and colour under a sky, along a road.
pub(super) fn street(rng: &mut Rng) -> Vec<u8> {
    let mut picture = Picture::empty();
    picture.fill((0, HORIZON), (WIDTH, HEIGHT), GROUND);
    picture.fill((0, HORIZON + 8), (WIDTH, HORIZON + 18), ROAD);
    let mut left = rng.between(0, 6);
    while left + 10 < WIDTH {
        let width = rng.between(9, 20).min(WIDTH - left);
        let top = HORIZON - rng.between(10, 32);
        let colour = HOUSES + u8::try_from(rng.between(0, 11)).unwrap_or(0);
        picture.fill((left, top), (left + width, HORIZON), colour);
        for x in (left + 2..left + width - 2).step_by(4) {
            for y in (top + 3..HORIZON - 3).step_by(6) {
                picture.fill((x, y), (x + 2, y + 3), WINDOW);
            }
        }
        left += width + rng.between(1, 5);
    }
    picture.encode()
}

struct Picture(Vec<u8>);

impl Picture {
    fn empty() -> Self {
        Self((0..WIDTH * HEIGHT).map(|_| SKY).collect())
    }

    fn fill(&mut self, (left, top): (u32, u32), (right, bottom): (u32, u32), colour: u8) {
        let place = |x: u32, y: u32| usize::try_from(y * WIDTH + x).unwrap_or(usize::MAX);
        for y in top..bottom.min(HEIGHT) {
            if let Some(row) = self.0.get_mut(place(left, y)..place(right.min(WIDTH), y)) {
                row.fill(colour);
            }
        }
    }

    fn encode(&self) -> Vec<u8> {
        let mut rows = Vec::new();
        for row in self.0.chunks(usize::try_from(WIDTH).unwrap_or(1)) {
            rows.push(0);
            rows.extend(
                row.chunks(2)
                    .map(|pair| pair.iter().fold(0, |byte, point| byte << 4 | point)),
            );
        }
        let mut header = Vec::new();
        header.extend(WIDTH.to_be_bytes());
        header.extend(HEIGHT.to_be_bytes());
        // Four bits a point, indexed colour, no filter choice, not interlaced.
        header.extend([4, 3, 0, 0, 0]);
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut file, *b"IHDR", &header);
        chunk(&mut file, *b"PLTE", &palette());
        chunk(&mut file, *b"IDAT", &stored(&rows));
        chunk(&mut file, *b"IEND", &[]);
        file
    }
}

fn palette() -> Vec<u8> {
    let mut colours = vec![
        [0xBF, 0xDD, 0xF2],
        [0x9C, 0xB0, 0x84],
        [0x77, 0x77, 0x7D],
        [0xF4, 0xEB, 0xC1],
    ];
    for shade in 0..12_u8 {
        colours.push([0xB0 - shade * 7, 0x88 + shade % 4 * 12, 0x70 + shade * 5]);
    }
    colours.concat()
}

fn chunk(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    file.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let mut body = kind.to_vec();
    body.extend(data);
    file.extend(&body);
    file.extend(crc32(&body).to_be_bytes());
}

/// A zlib stream of stored blocks.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = data.chunks(BLOCK).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    stream.extend(adler32(data).to_be_bytes());
    stream
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    })
}

fn adler32(data: &[u8]) -> u32 {
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_standards() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11E6_0398);
    }

    #[test]
    fn pictures_have_a_header_of_their_size_and_differ() {
        let (one, two) = (street(&mut Rng::new(1)), street(&mut Rng::new(2)));
        assert_eq!(one[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(one[16..24], [0, 0, 0, 96, 0, 0, 0, 64]);
        assert_ne!(one, two);
    }
}
