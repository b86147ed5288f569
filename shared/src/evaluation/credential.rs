//! The blind ballot credential: a verifiable oblivious pseudorandom function (RFC 9497, ristretto255-SHA512).
//!
//! The voter's device draws a nonce and blinds it; the server evaluates the blinded element against the invitation
//! and proves that it used the key of the stratum whose public half was committed to before opening; the device
//! checks the proof and unblinds. What it then holds, nonce and output, the server has never seen: it can check the
//! pair with its key, and after closing anybody can, because the key is published. So not even the database, its
//! backups and its logs together join an invitation to a ballot (F1).
//!
//! Both sides call the functions below; randomness comes from the caller.

use sha2::{Digest, Sha256};
use uuid::Uuid;
use voprf::{BlindedElement, EvaluationElement, Group, Proof, Ristretto255, VoprfClient, VoprfServer};

/// Bytes of a nonce, a key, a blinded or an evaluated element.
pub const ELEMENT: usize = 32;
/// Bytes of a proof and of an output.
pub const WIDE: usize = 64;

/// What can go wrong with a credential; for the voter all of it means: do not trust this answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// Bytes that are no element, key or proof.
    #[error("the bytes are no element of the group")]
    Malformed,
    /// The server did not use the key it committed to.
    #[error("the proof does not hold for the committed key")]
    Proof,
    /// The random source gave what cannot be used.
    #[error("no key could be made of this seed")]
    Seed,
}

/// Fills a buffer with random bytes fit for secrets.
pub trait Fill {
    /// Fills the buffer.
    fn fill(&mut self, bytes: &mut [u8]);
}

impl<F: FnMut(&mut [u8])> Fill for F {
    fn fill(&mut self, bytes: &mut [u8]) {
        self(bytes);
    }
}

/// The caller's randomness as the crate wants it.
struct Source<'a>(&'a mut dyn Fill);

impl rand_core::CryptoRng for Source<'_> {}

impl rand_core::RngCore for Source<'_> {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.0.fill(bytes);
        Ok(())
    }
}

/// The key of one stratum.
pub struct StratumKey(VoprfServer<Ristretto255>);

/// The server's answer to a blinded element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluation {
    /// Evaluated element.
    pub element: [u8; ELEMENT],
    /// Proof that the committed key was used (DLEQ).
    pub proof: [u8; WIDE],
}

impl Evaluation {
    /// Element and proof in hexadecimal, as they travel.
    pub fn to_hex(&self) -> [String; 2] {
        [hex::encode(self.element), hex::encode(self.proof)]
    }

    /// Reads what travelled.
    pub fn from_hex(element: &str, proof: &str) -> Result<Self, CredentialError> {
        let mut evaluation = Self {
            element: [0; ELEMENT],
            proof: [0; WIDE],
        };
        hex::decode_to_slice(element, &mut evaluation.element).map_err(|_| CredentialError::Malformed)?;
        hex::decode_to_slice(proof, &mut evaluation.proof).map_err(|_| CredentialError::Malformed)?;
        Ok(evaluation)
    }
}

impl StratumKey {
    /// A fresh key of 32 random bytes for one stratum of one campaign (RFC 9497 DeriveKeyPair).
    pub fn derive(seed: &[u8; ELEMENT], campaign: Uuid, stratum: Uuid) -> Result<Self, CredentialError> {
        let info = [campaign.as_bytes().as_slice(), stratum.as_bytes()].concat();
        VoprfServer::new_from_seed(seed, &info)
            .map(Self)
            .map_err(|_| CredentialError::Seed)
    }

    /// The key of its private half.
    pub fn of_private(private: &[u8]) -> Result<Self, CredentialError> {
        VoprfServer::new_with_key(private)
            .map(Self)
            .map_err(|_| CredentialError::Malformed)
    }

    /// The half that is committed to before opening.
    pub fn public(&self) -> [u8; ELEMENT] {
        Ristretto255::serialize_elem(self.0.get_public_key()).into()
    }

    /// The half that is published at closing.
    pub fn private(&self) -> [u8; ELEMENT] {
        let both = self.0.serialize();
        let mut private = [0; ELEMENT];
        for (to, from) in private.iter_mut().zip(both) {
            *to = from;
        }
        private
    }

    /// Evaluates a blinded element and proves it.
    pub fn evaluate(&self, blinded: &[u8], random: &mut dyn Fill) -> Result<Evaluation, CredentialError> {
        let blinded = BlindedElement::deserialize(blinded).map_err(|_| CredentialError::Malformed)?;
        let result = self.0.blind_evaluate(&mut Source(random), &blinded);
        Ok(Evaluation {
            element: result.message.serialize().into(),
            proof: result.proof.serialize().into(),
        })
    }

    /// The output for a nonce, computed with the key; what the device gets by unblinding.
    pub fn output(&self, campaign: Uuid, nonce: &[u8; ELEMENT]) -> Result<[u8; WIDE], CredentialError> {
        let output = self.0.evaluate(&input(campaign, nonce));
        output.map(Into::into).map_err(|_| CredentialError::Malformed)
    }

    /// Whether a credential was made under this key. Takes the same time for every wrong output.
    pub fn admits(&self, campaign: Uuid, nonce: &[u8; ELEMENT], output: &[u8]) -> bool {
        let Ok(expected) = self.output(campaign, nonce) else {
            return false;
        };
        output.len() == WIDE
            && expected
                .iter()
                .zip(output)
                .fold(0, |different, (a, b)| different | (a ^ b))
                == 0
    }
}

/// A nonce on its way to become a credential; the device keeps it until the answer has come.
pub struct Blinding {
    campaign: Uuid,
    nonce: [u8; ELEMENT],
    client: VoprfClient<Ristretto255>,
}

impl Blinding {
    /// Draws a nonce and blinds it.
    pub fn begin(campaign: Uuid, random: &mut dyn Fill) -> Result<Self, CredentialError> {
        let mut nonce = [0; ELEMENT];
        random.fill(&mut nonce);
        let result = VoprfClient::blind(&input(campaign, &nonce), &mut Source(random))
            .map_err(|_| CredentialError::Seed)?;
        Ok(Self {
            campaign,
            nonce,
            client: result.state,
        })
    }

    /// What goes to the server.
    pub fn blinded(&self) -> [u8; ELEMENT] {
        let both = self.client.serialize();
        let mut blinded = [0; ELEMENT];
        for (to, from) in blinded.iter_mut().zip(both.into_iter().skip(ELEMENT)) {
            *to = from;
        }
        blinded
    }

    /// What the device keeps, so that a lost answer can be asked for again.
    pub fn keep(&self) -> Vec<u8> {
        let both = self.client.serialize();
        [self.nonce.as_slice(), &both].concat()
    }

    /// The blinding as it was kept.
    pub fn restore(campaign: Uuid, kept: &[u8]) -> Result<Self, CredentialError> {
        let (nonce, client) = kept.split_at_checked(ELEMENT).ok_or(CredentialError::Malformed)?;
        Ok(Self {
            campaign,
            nonce: nonce.try_into().map_err(|_| CredentialError::Malformed)?,
            client: VoprfClient::deserialize(client).map_err(|_| CredentialError::Malformed)?,
        })
    }

    /// Checks the server's proof against the committed key and unblinds its answer.
    pub fn finish(&self, evaluation: &Evaluation, public: &[u8]) -> Result<Credential, CredentialError> {
        let public = Ristretto255::deserialize_elem(public).map_err(|_| CredentialError::Malformed)?;
        let element =
            EvaluationElement::deserialize(&evaluation.element).map_err(|_| CredentialError::Malformed)?;
        let proof = Proof::deserialize(&evaluation.proof).map_err(|_| CredentialError::Malformed)?;
        let output = self
            .client
            .finalize(&input(self.campaign, &self.nonce), &element, &proof, public)
            .map_err(|_| CredentialError::Proof)?;
        Ok(Credential {
            nonce: self.nonce,
            output: output.into(),
        })
    }
}

/// The right to cast one ballot, without a name on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credential {
    /// Drawn by the device.
    pub nonce: [u8; ELEMENT],
    /// The function's value for it.
    pub output: [u8; WIDE],
}

/// SHA-256 over the public keys of all strata in the order of their ids: announced before opening and printed on
/// the invitations, so that no voter can be given a key of his or her own.
pub fn commitment(campaign: Uuid, keys: &[(Uuid, [u8; ELEMENT])]) -> String {
    let mut sorted = keys.to_vec();
    sorted.sort_unstable();
    let mut hash = Sha256::new();
    hash.update(b"remit-keys-1");
    hash.update(campaign.as_bytes());
    for (stratum, public) in sorted {
        hash.update(stratum.as_bytes());
        hash.update(public);
    }
    hex::encode(hash.finalize())
}

fn input(campaign: Uuid, nonce: &[u8; ELEMENT]) -> Vec<u8> {
    [b"remit-credential-1".as_slice(), campaign.as_bytes(), nonce].concat()
}
