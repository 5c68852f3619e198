-- by id
SELECT document_meta.id, document_meta.kind, document_meta.owner_id, document_meta.legal_entity, document_meta.title, document_meta.created_at, document_meta.media_type, document_meta.sha256, document_meta.byte_count
FROM document_meta
WHERE document_meta.id = ?

-- count of an owner
SELECT count(*) AS total
FROM document_meta
WHERE document_meta.owner_id = ? AND (document_meta.legal_entity IS NULL OR document_meta.legal_entity IN (?)) AND document_meta.kind = ?

-- page of an owner
SELECT document_meta.id, document_meta.kind, document_meta.owner_id, document_meta.legal_entity, document_meta.title, document_meta.created_at, document_meta.media_type, document_meta.sha256, document_meta.byte_count
FROM document_meta
WHERE document_meta.owner_id = ? AND (document_meta.legal_entity IS NULL OR document_meta.legal_entity IN (?)) AND document_meta.kind = ? AND document_meta.id > ? ORDER BY document_meta.id LIMIT 10
