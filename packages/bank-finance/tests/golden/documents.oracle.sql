-- by id
SELECT document_meta.id, document_meta.kind, document_meta.owner_id, document_meta.legal_entity, document_meta.title, document_meta.created_at, document_meta.media_type, document_meta.sha256, document_meta.byte_count
FROM document_meta
WHERE document_meta.id = :id_1

-- count of an owner
SELECT count(*) AS total
FROM document_meta
WHERE document_meta.owner_id = :owner_id_1 AND (document_meta.legal_entity IS NULL OR document_meta.legal_entity IN (:legal_entity_1_1)) AND document_meta.kind = :kind_1

-- page of an owner
SELECT document_meta.id, document_meta.kind, document_meta.owner_id, document_meta.legal_entity, document_meta.title, document_meta.created_at, document_meta.media_type, document_meta.sha256, document_meta.byte_count
FROM document_meta
WHERE document_meta.owner_id = :owner_id_1 AND (document_meta.legal_entity IS NULL OR document_meta.legal_entity IN (:legal_entity_1_1)) AND document_meta.kind = :kind_1 AND document_meta.id > :id_1 ORDER BY document_meta.id
 FETCH FIRST 10 ROWS ONLY
